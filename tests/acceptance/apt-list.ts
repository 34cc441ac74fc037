import { execFileSync } from 'node:child_process'

/** An update as apt sees it. */
export interface AptUpdate {
  name: string
  /** Of the candidate. */
  arch: string
  installed: string
  candidate: string
  /** A version above the installed one, up to the candidate, is in a `*-security` suite. */
  security: boolean
}

/** What `apt list --upgradable` says, with the security origins of `apt-cache policy`; by name and architecture. */
export function listUpgradable(): AptUpdate[] {
  const listed = run('apt', ['list', '--upgradable']).split('\n').flatMap(parseLine)
  const policies = parsePolicies(run('apt-cache', ['policy', ...listed.map(toPattern)]))
  return sortUpdates(
    listed.map((update) => ({ ...update, security: isSecurity(update, policies.get(toPattern(update)) ?? []) })),
  )
}

export function sortUpdates<T extends Pick<AptUpdate, 'name' | 'arch'>>(updates: T[]): T[] {
  return updates.sort((a, b) => (`${a.name} ${a.arch}` < `${b.name} ${b.arch}` ? -1 : 1))
}

type Listed = Omit<AptUpdate, 'security'>

/** `curl/oldstable-security,oldstable 7.88.1-10+deb12u9 amd64 [upgradable from: 7.88.1-10+deb12u5]` */
function parseLine(line: string): Listed[] {
  const parts = /^([^/]+)\/\S+ (\S+) (\S+) \[upgradable from: (\S+)\]$/.exec(line)
  if (!parts) return []
  const [, name = '', candidate = '', arch = '', installed = ''] = parts
  return [{ name, arch, installed, candidate }]
}

export interface SourceVersion {
  name: string
  version: string
}

/** By `<name> <candidate>`: the source package and its version, as `apt-cache show` tells them. */
export function listSources(updates: readonly Pick<AptUpdate, 'name' | 'candidate'>[]): Map<string, SourceVersion> {
  const stanzas = run('apt-cache', ['show', ...updates.map((u) => `${u.name}=${u.candidate}`)]).split('\n\n')
  return new Map(
    stanzas.flatMap((stanza) => {
      const name = /^Package: (.+)$/m.exec(stanza)?.[1] ?? ''
      const version = /^Version: (.+)$/m.exec(stanza)?.[1] ?? ''
      const source = /^Source: (\S+)(?: \((\S+)\))?$/m.exec(stanza)
      return [[`${name} ${version}`, { name: source?.[1] ?? name, version: source?.[2] ?? version }]]
    }),
  )
}

const nativeArch = () => run('dpkg', ['--print-architecture']).trim()

function toPattern({ name, arch }: Listed): string {
  return arch === 'all' || arch === nativeArch() ? name : `${name}:${arch}`
}

/** A row of a version table; apt prints them newest first. */
interface PolicyVersion {
  version: string
  sources: string[]
}

function parsePolicies(text: string): Map<string, PolicyVersion[]> {
  const policies = new Map<string, PolicyVersion[]>()
  let versions: PolicyVersion[] = []
  for (const line of text.split('\n')) {
    const head = /^(\S+):$/.exec(line)?.[1]
    const version = /^ (?:\*\*\*| {3}) (\S+) -?\d+( \(phased \d+%\))?$/.exec(line)?.[1]
    if (head) policies.set(head, (versions = []))
    else if (version) versions.push({ version, sources: [] })
    else if (/^ {8}/.test(line)) versions.at(-1)?.sources.push(line.trim())
  }
  return policies
}

function isSecurity({ installed, candidate }: Listed, versions: PolicyVersion[]): boolean {
  const from = versions.findIndex(({ version }) => version === candidate)
  const to = versions.findIndex(({ version }) => version === installed)
  return versions.slice(from, to).some(({ sources }) => sources.some((source) => /\S-security\//.test(source)))
}

function run(program: string, args: string[]): string {
  const env = { LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env, maxBuffer: 1e8 })
}

/** Why updates cannot be compared on this machine; '' when they can. */
export async function whyNotHere(): Promise<string> {
  try {
    const indexes = run('apt-get', ['indextargets', '--format', '$(URI)', 'Created-By: Packages']).trim()
    if (indexes === '') return 'apt has no lists of packages'
    const suite = indexes.split('\n')[0]?.replace(/(\/dists\/[^/]+)\/.*/, '$1') ?? ''
    const answer = await fetch(`${suite}/InRelease`, { method: 'HEAD', signal: AbortSignal.timeout(10_000) })
    if (!answer.ok) return `${suite} answers ${answer.status}`
    run('curl', ['--version'])
    return listUpgradable().length === 0 ? 'apt has no updates to compare' : ''
  } catch (error) {
    return `apt, curl or the mirror cannot be used (${error instanceof Error ? error.message.split('\n')[0] : error})`
  }
}
