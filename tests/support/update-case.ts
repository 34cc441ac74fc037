import type { Obsolete } from '../../src/model/candidate.ts'
import type { ModuleRequirement } from '../../src/model/module.ts'
import type { PackageType } from '../../src/model/package.ts'
import { listedArch } from '../../src/model/update.ts'
import { findUpdates, type Inventory } from '../../src/updates/find.ts'
import { type ModuleFacts, ModuleState } from '../../src/updates/modules.ts'
import type { NameOffers, Obsoleter, Offer, Source, Update } from '../../src/updates/rules.ts'
import { toSourceGroup } from '../../src/updates/sources.ts'
import { schemeOf, sortKey } from '../../src/versions/scheme.ts'

/*
 * A line each, in any order; the first says why.
 *   repo NAME PRIORITY [security] [suite=S] [hotfix] [exclude=GLOB]… [include=GLOB]…
 *        (main is there with the usual priority; a name in an offer needs a line of its own)
 *   have NAME ARCH VERSION [held] [vendor=V]
 *   offer NAME ARCH VERSION [REPO] [phased=N] [source=NAME/VERSION] [vendor=V] [module=NAME:STREAM]…
 *        [obsoletes=NAME | obsoletes=NAME<VERSION]…
 *   ships MODULE:STREAM[/OTHER:STREAM] NAME ARCH VERSION (a build for a stream of another module) · default MODULE:STREAM · enable MODULE:STREAM · disable MODULE
 *   advisory ID NAME ARCH VERSION [module=NAME:STREAM]   (ARCH any: for all)
 *   retracted NAME ARCH VERSION   (its vendor took it back, in the repository main)
 *   affected ID NAME vulnerable=<VERSION… [unaffected=>=VERSION…]   (…@SLOT for one slot, r< and so on for revisions)
 *   machine UNAME · machine-id ID · exclude GLOB
 *   want NAME ARCH VERSION [security] [held|phased|excluded|kept-back|replacement] [from=REPO] [reason=WORDS_WITH_…]
 *        (ARCH as the tool lists it; `replaces=NAME` where another name is replaced)
 *   says NAME SENTENCE
 *        (one of those that explain the package; asked for by the test that goes through a database)
 */
export interface UpdateCase {
  inventory: Inventory
  offered: Map<string, NameOffers>
  wanted: string[]
}

/** The updates of a case as `want` lines; what only some lines ask for is only told where they do. */
export function answerCase({ inventory, offered, wanted }: UpdateCase): string[] {
  const offers = [...offered.values()].flatMap((name) => [...name.offers, ...name.obsoleters.flatMap((o) => o.offers)])
  return findUpdates(inventory, offered)
    .map((update) => toWant(update, inventory, offers, wanted))
    .sort()
}

interface Manager {
  type: PackageType
  os: string
  priority: number
}

export const MANAGERS: Record<'apt' | 'dnf' | 'zypper' | 'pacman' | 'apk' | 'portage', Manager> = {
  apt: { type: 'deb', os: 'Debian 12', priority: 500 },
  dnf: { type: 'rpm', os: 'Rocky Linux 9', priority: 99 },
  zypper: { type: 'rpm', os: 'openSUSE Leap 15.6', priority: 99 },
  pacman: { type: 'arch', os: 'Arch Linux', priority: 0 },
  apk: { type: 'apk', os: 'Alpine 3.20', priority: 0 },
  portage: { type: 'gentoo', os: 'Gentoo Linux', priority: 0 },
}

export function parseCase(text: string, { type, os, priority }: Manager): UpdateCase {
  const rows = readRows(text)
  const of = (kind: string) => rows.filter(([word]) => word === kind).map((row) => row.slice(1))
  const excludes = of('exclude').map(([glob = '']) => glob)
  const group = toSourceGroup(
    {
      findsItself: false,
      ...{
        os: { name: os, cpe: '' },
        machine: of('machine')[0]?.[0] ?? 'x86_64',
        dpkgArch: '',
        own: [],
        ofRelease: [],
      },
      ...{ excludes, streams: of('enable').map(toStream), disabledModules: of('disable').map(([name = '']) => name) },
    },
    new Map(),
  )
  const shipped = [
    ...of('ships').map(([stream = '']) => stream),
    ...of('offer').flatMap((row) => options(row, 'module')),
  ]
  const needs = shipped.map((stream) => {
    const { id, requires } = toModuleBuild(stream)
    return { ...toStream([id]), requires }
  })
  const facts: ModuleFacts = {
    defaults: new Map([[1, of('default').map(toStream)]]),
    needs: new Map([[1, needs]]),
  }
  const modules = new ModuleState({ ...group, moduleSetIds: [1] }, facts)
  const build = ([name = '', arch = '', version = '']: string[], packageId: number) => {
    return { packageId, name, arch, version, sortKey: sortKey(schemeOf(type), version) }
  }
  const inventory: Inventory = {
    ...{ type, os: { name: os, cpe: '' }, system: group.systemOf(type) },
    ...{ machineId: of('machine-id')[0]?.[0] ?? '', excludes },
    installed: of('have').map((row, i) => {
      return { ...build(row, i), held: row.includes('held'), vendor: option(row, 'vendor') ?? '' }
    }),
  }
  const sources = toSources(of('repo'), priority)
  const ships = [
    ...of('ships').map(([stream = '', ...row]) => ({ stream, build: build(row, 0) })),
    ...of('offer').flatMap((row) => options(row, 'module').map((stream) => ({ stream, build: build(row, 0) }))),
  ]
  const toStreams = (own: { stream: string }[]) => {
    const builds = own.map(({ stream }) => toModuleBuild(stream))
    return [...Map.groupBy(builds, ({ id }) => id)].map(([name, same]) => {
      return { name, active: modules.isActive(name) && same.some(({ requires }) => modules.suits(requires)) }
    })
  }
  const isSame = (a: { name: string; arch: string; version: string }, b: typeof a) => {
    return a.name === b.name && a.arch === b.arch && a.version === b.version
  }
  const offers = of('offer').map((row, i): Offer => {
    const [repo = 'main'] = row.slice(3).filter((word) => !word.includes('='))
    const [source = '', sourceVersion = ''] = (option(row, 'source') ?? '').split('/')
    const vendor = option(row, 'vendor') ?? ''
    const place = { source: findSource(sources, repo), phased: Number(option(row, 'phased') ?? 100), vendor }
    const retracted = repo === 'main' && of('retracted').some((other) => isSame(build(other, 0), build(row, 0)))
    const places = [retracted ? { ...place, retracted } : place]
    const streams = toStreams(ships.filter((one) => isSame(one.build, build(row, 0))))
    return { ...build(row, 1000 + i), source, sourceVersion, places, streams }
  })
  const activeStreams = (name: string) => {
    return toStreams(ships.filter((one) => one.build.name === name)).flatMap((one) => (one.active ? [one.name] : []))
  }
  const obsoletersOf = (name: string): Obsoleter[] => {
    const ranges = of('offer').flatMap((row, i) => {
      return toObsoletes(row)
        .filter((obsolete) => obsolete.name === name)
        .map(({ relation, version }) => ({ id: 1000 + i, by: row[0] as string, relation, version }))
    })
    return [...Map.groupBy(ranges, ({ by }) => by)].map(([by, own]) => {
      const byId = Map.groupBy(own, ({ id }) => id)
      return { offers: offers.filter((o) => o.name === by), activeStreams: activeStreams(by), ranges: byId }
    })
  }
  const fixesOf = (name: string) => {
    return of('advisory')
      .filter(
        (row) =>
          row[1] === name && (option(row, 'module') ?? '').split(' ').every((s) => s === '' || modules.isActive(s)),
      )
      .map(([advisory = '', ...row]) => ({
        ...build(row, 0),
        advisory,
        ...(row[1] === 'any' ? { arch: '', isFeed: true } : {}),
      }))
  }
  const affected = of('affected').map(([advisory = '', name = '', ...ranges]) => {
    const bounds = (kind: string) => options(ranges, kind).map(toAffectedRange)
    return { advisory, package: name, vulnerable: bounds('vulnerable'), unaffected: bounds('unaffected') }
  })
  const names = new Set([...offers, ...inventory.installed].map(({ name }) => name))
  return {
    inventory,
    offered: new Map(
      [...names].map((name) => {
        const own = offers.filter((offer) => offer.name === name)
        const streams = activeStreams(name)
        return [
          name,
          { offers: own, activeStreams: streams, affected, fixes: fixesOf(name), obsoleters: obsoletersOf(name) },
        ]
      }),
    ),
    wanted: of('want')
      .map((row) => row.join(' '))
      .sort(),
  }
}

/** The words of each line. */
export function readRows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/ +/))
}

/** The values of words such as `module=nodejs:18`. */
export function options(row: readonly string[], name: string): string[] {
  return row.filter((word) => word.startsWith(`${name}=`)).map((word) => word.slice(name.length + 1))
}

/** `perl-DBI:1.641/perl:5.26` */
export function toModuleBuild(text: string): { id: string; requires: ModuleRequirement[] } {
  const [id = '', other] = text.split('/')
  if (other === undefined) return { id, requires: [] }
  const { name, stream } = toStream([other])
  return { id, requires: [{ [name]: [stream] }] }
}

/** `<1.2`, `>=1.2@3.11`, `r>=1.2-r1` */
function toAffectedRange(text: string) {
  const [, revision, relation = '', version = '', slot = ''] = /^(r?)([<>]=?|=)([^@]*)(?:@(.*))?$/.exec(text) ?? []
  return { relation, version, slot, isRevision: revision === 'r' }
}

/** `obsoletes=gzip<2` */
export function toObsoletes(row: readonly string[]): Obsolete[] {
  return options(row, 'obsoletes').map((text) => {
    const [, name = '', relation = '', version = ''] = /^(.*?)(?:([<>]=?|=)(.*))?$/.exec(text) ?? []
    return { name, relation: relation as Obsolete['relation'], version }
  })
}

function toStream([text = '']: string[]): { name: string; stream: string } {
  const [name = '', stream = ''] = text.split(':')
  return { name, stream }
}

function toSources(rows: string[][], usual: number): Source[] {
  const named = rows.map(([label = '', priority, ...words], i) => ({
    ...{
      repoId: i + 2,
      label,
      priority: Number(priority),
      security: words.includes('security'),
      pro: words.includes('pro'),
    },
    ...{ suite: option(words, 'suite') ?? label, hotfix: words.includes('hotfix') },
    ...{ excludes: options(words, 'exclude'), includes: options(words, 'include') },
  }))
  const main = { repoId: 1, label: 'main', priority: usual, security: false, pro: false, suite: 'main' }
  return [{ ...main, hotfix: false, excludes: [], includes: [] }, ...named]
}

function findSource(sources: Source[], label: string): Source {
  const source = sources.find((s) => s.label === label)
  if (!source) throw new Error(`no line for repo ${label}`)
  return source
}

function option(row: string[], name: string): string | undefined {
  return options(row, name)[0]
}

function toWant(update: Update, { installed, type }: Inventory, offers: readonly Offer[], wanted: string[]): string {
  const have = installed.find((p) => p.packageId === update.installedId)
  const candidate = offers.find((o) => o.packageId === update.candidateId)
  if (!have || !candidate) throw new Error(`unknown packages in ${JSON.stringify(update)}`)
  const from = offers.flatMap((o) => o.places).find((p) => p.source.repoId === update.repoId)?.source.label ?? ''
  const { security, state, reason } = update
  const { name, version } = candidate
  const arch = listedArch(type, have.arch, candidate.arch)
  return toWantLine(
    { name, arch, version, security, state, reason, from, over: have.version, replaces: have.name },
    wanted,
  )
}

export interface AnsweredUpdate {
  name: string
  arch: string
  version: string
  security: boolean
  state: string
  reason: string
  from: string
  /** What is installed. */
  over: string
  replaces: string
}

/** An update as a `want` line; what only some lines ask for is only told where they do. */
export function toWantLine(update: AnsweredUpdate, wanted: readonly string[]): string {
  const words = [update.name, update.arch, update.version]
  if (update.security) words.push('security')
  if (update.state !== 'pending') words.push(update.state)
  if (update.replaces !== update.name) words.push(`replaces=${update.replaces}`)
  const { from, over, reason } = update
  for (const extra of [`from=${from}`, `over=${over}`, `reason=${reason.replaceAll(' ', '_')}`]) {
    const isAsked = wanted.some((line) => line.startsWith(`${words.join(' ')} ${extra.split('=')[0]}=`))
    if (isAsked) words.push(extra)
  }
  return words.join(' ')
}
