import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { debSortKey } from '../../versions/deb/sort-key.ts'
import { findUpdates, type Inventory } from '../find.ts'
import type { Offer, Source } from '../rules.ts'
import { aptRules } from './rules.ts'

/*
 * A line each, in any order; the first says why.
 *   repo NAME PRIORITY [security] [suite=S]        (main 500 is there; so is any name without a line of its own)
 *   have NAME ARCH VERSION [held]
 *   offer NAME ARCH VERSION [REPO] [phased=N] [source=NAME/VERSION]
 *   machine UNAME · machine-id ID · exclude GLOB
 *   want NAME INSTALLED-ARCH VERSION [security] [held|phased|excluded] [from=REPO]
 */
interface Case {
  inventory: Inventory
  offers: Map<string, Offer[]>
  wanted: string[]
}

const folder = join(import.meta.dirname, 'cases')
const files = readdirSync(folder).filter((file) => file.endsWith('.case'))

test.each(files)('%s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8')
  expect(text).toMatch(/^# .{20}/)
  const { inventory, offers, wanted } = parseCase(text)
  expect(
    findUpdates(inventory, offers)
      .map((update) => toWant(update, inventory, offers, wanted))
      .sort(),
  ).toEqual(wanted)
})

test('there are cases', () => expect(files.length).toBeGreaterThan(25))

function parseCase(text: string): Case {
  const rows = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/ +/))
  const of = (kind: string) => rows.filter(([word]) => word === kind).map((row) => row.slice(1))
  const sources = toSources(of('repo'))
  const build = ([name = '', arch = '', version = '']: string[], packageId: number) => {
    return { packageId, name, arch, version, sortKey: debSortKey(version) }
  }
  const offers = new Map<string, Offer[]>()
  of('offer').forEach((row, i) => {
    const [repo = 'main'] = row.slice(3).filter((word) => !word.includes('='))
    const [source = '', sourceVersion = ''] = (option(row, 'source') ?? '').split('/')
    const places = [{ source: findSource(sources, repo), phased: Number(option(row, 'phased') ?? 100) }]
    const offer = { ...build(row, 1000 + i), source, sourceVersion, places }
    offers.set(offer.name, [...(offers.get(offer.name) ?? []), offer])
  })
  const inventory: Inventory = {
    type: 'deb',
    nativeArch: aptRules.nativeArch(of('machine')[0]?.[0] ?? 'x86_64'),
    machineId: of('machine-id')[0]?.[0] ?? '',
    excludes: of('exclude').map(([glob = '']) => glob),
    installed: of('have').map((row, i) => ({ ...build(row, i), held: row.includes('held') })),
  }
  return {
    inventory,
    offers,
    wanted: of('want')
      .map((row) => row.join(' '))
      .sort(),
  }
}

function toSources(rows: string[][]): Source[] {
  const named = rows.map(([label = '', priority, ...words], i) => {
    const suite = option(words, 'suite') ?? label
    return { repoId: i + 2, label, priority: Number(priority), security: words.includes('security'), suite }
  })
  return [{ repoId: 1, label: 'main', priority: 500, security: false, suite: 'main' }, ...named]
}

function findSource(sources: Source[], label: string): Source {
  const source = sources.find((s) => s.label === label)
  if (!source) throw new Error(`no line for repo ${label}`)
  return source
}

function option(row: string[], name: string): string | undefined {
  return row.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** An update in the words of a `want` line; the repository is only told where the case asks for it. */
function toWant(
  update: ReturnType<typeof findUpdates>[number],
  { installed }: Inventory,
  offers: Map<string, Offer[]>,
  wanted: string[],
): string {
  const have = installed.find((p) => p.packageId === update.installedId)!
  const candidate = offers.get(have.name)!.find((o) => o.packageId === update.candidateId)!
  const words = [have.name, have.arch, candidate.version]
  if (update.security) words.push('security')
  if (update.state !== 'pending') words.push(update.state)
  const from = offers
    .get(have.name)!
    .flatMap((o) => o.places)
    .find((p) => p.source.repoId === update.repoId)!
  if (wanted.some((line) => line.startsWith(`${words.join(' ')} from=`))) words.push(`from=${from.source.label}`)
  return words.join(' ')
}
