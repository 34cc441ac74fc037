import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parse, TomlError } from 'smol-toml'
import type { Kind } from './kinds.ts'
import { type Config, SETTINGS, TABLES, toFileName } from './settings.ts'

export type { Config } from './settings.ts'

/** Where a value came from: the name of a variable, the path of the file, or `default`. */
export type Origins = Record<string, string>

export interface LoadedConfig {
  config: Config
  /** By the name in the file: `port`, `feeds.debian`, `times.dbcheck`. */
  origins: Origins
  /** The file that was read; '' when there is none. */
  file: string
}

/** A setting is unknown or not of its kind; the message names it and says what was expected, one line each. */
export class ConfigError extends Error {}

export interface ConfigSources {
  env: Record<string, string | undefined>
  cwd: string
  /** `--config FILE`; without it patchman.toml in `cwd`, then in /etc/patchman. */
  file?: string | undefined
}

/** Reads the file, then the environment over it. Throws `ConfigError` with everything that is wrong. */
export function loadConfig({ env, cwd, file }: ConfigSources): LoadedConfig {
  const path = findFile(cwd, file)
  const reader = new Reader(path === '' ? {} : readFile(path), path, env)
  const config = {} as Config
  for (const [key, setting] of Object.entries(SETTINGS)) {
    Object.assign(config, { [key]: reader.value(toFileName(key), setting.env, setting as never) })
  }
  config.feeds = reader.table('feeds')
  config.times = reader.table('times')
  reader.refuseUnknown()
  if (reader.problems.length > 0) throw new ConfigError(reader.problems.join('\n'))
  return { config: withAbsolutePaths(config, reader.origins, cwd, path), origins: reader.origins, file: path }
}

function findFile(cwd: string, file: string | undefined): string {
  if (file !== undefined) {
    const path = resolve(cwd, file)
    if (!existsSync(path)) throw new ConfigError(`${file}: no such file`)
    return path
  }
  return [join(cwd, 'patchman.toml'), '/etc/patchman/patchman.toml'].find((path) => existsSync(path)) ?? ''
}

function readFile(path: string): Record<string, unknown> {
  try {
    return parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof TomlError) {
      throw new ConfigError(`${path}:${error.line}:${error.column}: ${error.message.split('\n')[0]}`)
    }
    throw new ConfigError(`${path}: ${(error as Error).message}`)
  }
}

class Reader {
  readonly origins: Origins = {}
  readonly problems: string[] = []
  readonly #file: Record<string, unknown>
  readonly #path: string
  readonly #env: ConfigSources['env']

  constructor(file: Record<string, unknown>, path: string, env: ConfigSources['env']) {
    this.#file = file
    this.#path = path
    this.#env = env
  }

  value<T>(name: string, variable: string, { kind, fallback }: { kind: Kind<T>; fallback: T }): T {
    return this.#read(name, variable, this.#file[name], kind) ?? this.#default(name, fallback)
  }

  table(name: 'feeds' | 'times'): Record<string, string> {
    const { prefix, kind, names, fallback } = TABLES[name]
    const inFile = this.#file[name] ?? {}
    if (typeof inFile !== 'object' || Array.isArray(inFile)) {
      this.problems.push(`${this.#path}: ${name}: expected a table`)
      return fallback
    }
    const given = inFile as Record<string, unknown>
    const inEnv = Object.keys(this.#env).filter((variable) => variable.startsWith(prefix))
    const members = new Set([
      ...Object.keys(fallback),
      ...Object.keys(given),
      ...inEnv.map((variable) => variable.slice(prefix.length).toLowerCase()),
    ])
    const table: Record<string, string> = {}
    for (const member of members) {
      const variable = prefix + member.toUpperCase()
      if (names && !(names as readonly string[]).includes(member)) {
        const where = member in given ? `${this.#path}: ${name}.${member}` : variable
        this.problems.push(`${where}: unknown setting (known: ${names.join(', ')})`)
        continue
      }
      const value = this.#read(`${name}.${member}`, variable, given[member], kind)
      table[member] = value ?? this.#default(`${name}.${member}`, fallback[member] ?? '')
    }
    return table
  }

  /** A misspelt setting would silently have no effect. */
  refuseUnknown(): void {
    const names = [...Object.keys(SETTINGS).map(toFileName), ...Object.keys(TABLES)]
    for (const name of Object.keys(this.#file)) {
      if (!names.includes(name)) this.problems.push(`${this.#path}: ${name}: unknown setting${suggest(name, names)}`)
    }
    const variables = Object.values(SETTINGS).map((setting) => setting.env)
    for (const variable of Object.keys(this.#env)) {
      if (!variable.startsWith('PATCHMAN_') || variables.includes(variable)) continue
      if (Object.values(TABLES).some(({ prefix }) => variable.startsWith(prefix)) || isServiceLink(variable)) continue
      this.problems.push(`${variable}: unknown setting${suggest(variable, variables)}`)
    }
  }

  #read<T>(name: string, variable: string, inFile: unknown, kind: Kind<T>): T | undefined {
    const found = this.#inEnv(variable)
    if (found) {
      this.origins[name] = found.variable
      return this.#checked(kind.fromText(found.text), found.variable, kind)
    }
    if (inFile === undefined) return undefined
    this.origins[name] = this.#path
    return this.#checked(kind.fromFile(inFile), `${this.#path}: ${name}`, kind)
  }

  /** Proxies are customarily set in lower case too. An empty variable is one that is not set. */
  #inEnv(variable: string): { variable: string; text: string } | undefined {
    const spellings = variable.endsWith('_PROXY') ? [variable, variable.toLowerCase()] : [variable]
    for (const spelling of spellings) {
      const text = this.#env[spelling]
      if (text !== undefined && text !== '') return { variable: spelling, text }
    }
    return undefined
  }

  #checked<T>(value: T | undefined, where: string, kind: Kind<T>): T | undefined {
    if (value === undefined) this.problems.push(`${where}: expected ${kind.expected}`)
    return value
  }

  #default<T>(name: string, fallback: T): T {
    this.origins[name] ??= 'default'
    return fallback
  }
}

/** Kubernetes gives every pod variables about a service of that name. */
function isServiceLink(variable: string): boolean {
  return /^PATCHMAN_(SERVICE_|PORT_\d)/.test(variable)
}

function suggest(name: string, known: string[]): string {
  const near = known.find((other) => distance(name, other) <= 2)
  return near === undefined ? '' : ` (did you mean ${near}?)`
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** A relative path of the file is relative to the file; one of the environment, to the working directory. */
function withAbsolutePaths(config: Config, origins: Origins, cwd: string, file: string): Config {
  const base = (name: string) => (origins[name] === file && file !== '' ? dirname(file) : cwd)
  const dataDir = resolve(base('data_dir'), config.dataDir)
  if (config.databaseUrl === '') return { ...config, dataDir, databaseUrl: `sqlite:${join(dataDir, 'patchman.db')}` }
  const path = /^sqlite:(?!:memory:)(.*)$/s.exec(config.databaseUrl)?.[1]
  const databaseUrl = path === undefined ? config.databaseUrl : `sqlite:${resolve(base('database_url'), path)}`
  return { ...config, dataDir, databaseUrl }
}
