import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import type { ModuleRequirement, ModuleStream } from '../../model/module.ts'
import { canonicalEpoch, type PackageKey } from '../../model/package.ts'
import { splitNevra } from '../../versions/rpm/nevra.ts'
import { isSource } from './raw-package.ts'
import { keepWantedLines } from './wanted-lines.ts'

export type ModuleDocument =
  | { kind: 'stream'; module: ModuleStream; badArtifacts: string[] }
  | { kind: 'default'; name: string; stream: string; modified: number }
  /** Obsoletes, translations, what packagers write: nothing that is stored. */
  | { kind: 'other' }
  /** Why it cannot be used, one sentence, and what it is called. */
  | { kind: 'bad'; reason: string; text: string }

/** What a document of modules.yaml says; see the specifications of libmodulemd. */
export function readModuleDocument(text: string): ModuleDocument {
  const root = parse(keepWantedLines(text)) ?? parse(text)
  if (root === undefined) return bad('It is not YAML that can be read (aliases and deep nesting are refused).', text)
  const kind = textOf(root, 'document')
  if (OTHERS.has(kind)) return { kind: 'other' }
  if (!STREAMS.has(kind) && kind !== 'modulemd-defaults') return bad('It is no document of modules.', text)
  const data = memberOf(root, 'data')
  return kind === 'modulemd-defaults' ? toDefault(data) : toStream(data)
}

const STREAMS = new Set(['modulemd', 'modulemd-stream'])
const OTHERS = new Set(['modulemd-obsoletes', 'modulemd-translations', 'modulemd-packager'])

/** Every scalar stays text: stream 1.10 is not 1.1. No writer of modulemd uses aliases. */
function parse(text: string): unknown {
  try {
    return load(text, { schema: FAILSAFE_SCHEMA, maxAliases: 0, maxDepth: 32 })
  } catch {
    return undefined
  }
}

function toDefault(data: unknown): ModuleDocument {
  const name = textOf(data, 'module')
  if (name === '') return bad('It has no module.', '')
  const modified = Number(textOf(data, 'modified')) || 0
  return { kind: 'default', name, stream: textOf(data, 'stream'), modified }
}

function toStream(data: unknown): ModuleDocument {
  const [name, stream, version, context, arch] = PARTS.map((part) => textOf(data, part)) as [
    ...[string, string, string, string, string],
  ]
  const called = [name, stream, version, context, arch].join(':')
  const missing = PARTS.slice(0, 2).filter((part) => textOf(data, part) === '')
  if (missing.length > 0) return bad(`It has no ${missing.join(' and no ')}.`, called)
  if (ODD.test(called))
    return bad('Its name, stream, version, context or arch holds blanks or control characters.', called)
  const rpms = memberOf(memberOf(data, 'artifacts'), 'rpms')
  const { artifacts, badArtifacts } = toArtifacts(Array.isArray(rpms) ? rpms : [])
  const summary = textOf(data, 'summary').replace(/\s+/g, ' ')
  const requires = toRequirements(memberOf(data, 'dependencies'))
  return {
    kind: 'stream',
    module: { name, stream, version, context, arch, summary, artifacts, requires },
    badArtifacts,
  }
}

/** Version 2 has a list of alternatives with lists of streams, version 1 one of them with one stream each. */
function toRequirements(dependencies: unknown): ModuleRequirement[] {
  const alternatives = Array.isArray(dependencies) ? dependencies : [dependencies]
  const requirements = alternatives.slice(0, MAX_REQUIRED).map((one): ModuleRequirement => {
    const requires = memberOf(one, 'requires')
    if (typeof requires !== 'object' || requires === null) return {}
    const modules = Object.entries(requires).filter(([name]) => name !== 'platform' && !ODD.test(name))
    return Object.fromEntries(modules.slice(0, MAX_REQUIRED).map(([name, streams]) => [own(name), toStreams(streams)]))
  })
  // what is for any needs no more to be told
  return requirements.some((one) => Object.keys(one).length === 0) ? [] : requirements
}

/** No module of any distribution needs a tenth of these. */
const MAX_REQUIRED = 100

function toStreams(streams: unknown): string[] {
  const all = Array.isArray(streams) ? streams : [streams]
  return all
    .flatMap((stream) => (typeof stream === 'string' && !ODD.test(stream) ? [own(stream)] : []))
    .slice(0, MAX_REQUIRED)
}

const PARTS = ['name', 'stream', 'version', 'context', 'arch'] as const

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0020\u007f]/

/** Binary packages, each once. */
function toArtifacts(rpms: readonly unknown[]): { artifacts: PackageKey[]; badArtifacts: string[] } {
  const texts = new Set(rpms.map((rpm) => (typeof rpm === 'string' ? own(rpm) : String(typeof rpm))))
  const artifacts: PackageKey[] = []
  const badArtifacts: string[] = []
  for (const text of texts) {
    const nevra = ODD.test(text) ? undefined : splitNevra(text)
    if (!nevra) badArtifacts.push(text)
    else if (!isSource(nevra.arch)) {
      const { name, epoch, version, release, arch } = nevra
      artifacts.push({ type: 'rpm', category: '', name, epoch: canonicalEpoch(epoch), version, release, arch })
    }
  }
  return { artifacts, badArtifacts }
}

function textOf(parent: unknown, key: string): string {
  const value = memberOf(parent, key)
  return typeof value === 'string' ? own(value.trim()) : ''
}

function memberOf(parent: unknown, key: string): unknown {
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, key)) return undefined
  return (parent as Record<string, unknown>)[key]
}

/** A copy: a part of the document would keep the whole of it in memory. */
const own = (text: string) => Buffer.from(text).toString()

function bad(reason: string, text: string): ModuleDocument {
  return { kind: 'bad', reason, text: own(text.trim().slice(0, 300)) }
}
