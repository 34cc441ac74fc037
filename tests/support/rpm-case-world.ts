import type { Updateable } from 'kysely'
import { insertSetErrata } from '../../src/db/errata-set-build.ts'
import { insertSetDefaults, insertSetModules } from '../../src/db/module-set-build.ts'
import type { Db } from '../../src/db/open.ts'
import { finishPackageSet, insertPackageSet } from '../../src/db/package-set-build.ts'
import { insertSetEntries } from '../../src/db/package-set-entries.ts'
import type { PackageRow } from '../../src/db/packages-write.ts'
import type { MirrorTable } from '../../src/db/tables/repo.ts'
import { canonicalEpoch, fullVersion, type PackageKey } from '../../src/model/package.ts'
import type { PartKind } from '../../src/model/part.ts'
import { parseJsonReport } from '../../src/reports/json-protocol.ts'
import { acceptReport, processPendingReports } from '../../src/reports/service.ts'
import { toSummary } from '../../src/reports/summary.ts'
import { rpmSortKey } from '../../src/versions/rpm/sort-key.ts'
import { splitEvr } from '../../src/versions/rpm/split.ts'
import { silentLog } from './log.ts'
import { options, readRows, toModuleBuild, toObsoletes } from './update-case.ts'

/** What a host of rpm packages is in a case, see update-case.ts. */
export interface RpmCase {
  /** Lower case; the host is called so. */
  name: string
  os: string
  text: string
}

/** The host reports by the ordinary way; its repositories are as refreshes would have left them. */
export async function addRpmCase(db: Db, one: RpmCase, now: number, hostOnly: readonly string[] = []): Promise<void> {
  const { name } = one
  const of = linesOf(one)
  await reportRpmHost(db, one, now)
  for (const [label = '', , ...words] of reposOf(of)) {
    if (hostOnly.includes(label)) {
      await setMirror(db, toUrl(name, label), { state: 'host-only', reason: 'It needs credentials.' })
      continue
    }
    const offers = of('offer').filter((row) => repoOf(row) === label)
    const sets = { package_set_id: await addPackages(db, offers, now) }
    const isMain = label === 'main'
    const parts = { module_set_id: await addModules(db, of, now), errata_set_id: await addErrata(db, of, now) }
    const ok = { state: 'ok', confirmed_at: now, last_access_ok: 1 } as const
    await setMirror(db, toUrl(name, label), { ...ok, ...sets, ...(isMain && parts) })
    if (!words.includes('security')) continue
    await db.query.updateTable('repo').set({ security: 1 }).where('name', '=', `${name} ${label}`).execute()
  }
}

/** Only the report; `more`: members beside those of the case. */
export function reportRpmHost(db: Db, one: RpmCase, now: number, more: object = {}): Promise<void> {
  const of = linesOf(one)
  return report(db, { ...toReport(one.name, one.os, of, reposOf(of)), ...more }, now)
}

function linesOf({ text }: RpmCase): Rows {
  const rows = readRows(text)
  return (kind) => rows.filter(([word]) => word === kind).map((row) => row.slice(1))
}

function reposOf(of: Rows): string[][] {
  return [['main', '99'], ...of('repo')]
}

type Rows = (kind: string) => string[][]

const toUrl = (name: string, label: string) => `http://${name}.example.test/${label}`
const repoOf = (row: readonly string[]) => row.slice(3).find((word) => !word.includes('=')) ?? 'main'

function toReport(name: string, os: string, of: Rows, repos: string[][]): object {
  return {
    ...{ protocol: 2, hostname: `${name}.example.test`, arch: of('machine')[0]?.[0] ?? 'x86_64', kernel: '1', os },
    packages: of('have').map((row) => {
      const { source: _, sourceVersion: __, sortKey: ___, ...key } = toRow(row)
      return { ...key, vendor: options(row, 'vendor')[0] ?? '', held: row.includes('held') }
    }),
    repos: repos.map(([label = '', priority, ...words]) => ({
      ...{ type: 'rpm', name: `${name} ${label}`, id: label, priority: Number(priority), urls: [toUrl(name, label)] },
      ...{ module_hotfixes: words.includes('hotfix') },
      ...{ excludes: options(words, 'exclude'), includes: options(words, 'include') },
    })),
    modules: of('enable').map(([id = '']) => {
      const [module, stream] = id.split(':')
      return { name: module, stream, version: '1', context: 'c', arch: 'x86_64', repo: 'main', packages: [] }
    }),
    ...{ excludes: of('exclude').flat(), disabled_modules: of('disable').flat() },
  }
}

async function report(db: Db, body: object, now: number): Promise<void> {
  const outcome = parseJsonReport(body)
  if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors))
  const bytes = Buffer.from(JSON.stringify(body))
  await acceptReport(db, { summary: toSummary(outcome.report), body: bytes, ip: '192.0.2.1', userAgent: '', now })
  await processPendingReports({ db, clock: () => now, log: silentLog })
}

function toRow([name = '', arch = '', text = '']: readonly string[]): PackageRow {
  const { epoch, version, release } = splitEvr(text)
  const key = { type: 'rpm', category: '', name, epoch: canonicalEpoch(epoch), version, release, arch } as const
  return { ...key, source: '', sourceVersion: '', sortKey: rpmSortKey(fullVersion(key)) }
}

async function addSet(db: Db, kind: PartKind, now: number, fill: (id: number) => Promise<void>): Promise<number> {
  const id = await insertPackageSet(db, kind, '0'.repeat(64), now)
  await fill(id)
  await db.transaction((tx) => finishPackageSet(tx, id, { items: 1, rejects: 0 }, now))
  return id
}

function addPackages(db: Db, offers: string[][], now: number): Promise<number> {
  const rows = offers.map((row) => {
    const vendor = options(row, 'vendor')[0] ?? ''
    return { ...toRow(row), phased: 100, vendor, obsoletes: toObsoletes(row) }
  })
  return addSet(db, 'packages', now, (id) => insertSetEntries(db, id, rows, toSortKey, now))
}

function addModules(db: Db, of: Rows, now: number): Promise<number> {
  const ships = [
    ...of('ships').map(([id = '', ...row]) => ({ id, row })),
    ...of('offer').flatMap((row) => options(row, 'module').map((id) => ({ id, row }))),
  ]
  const modules = [...Map.groupBy(ships, ({ id }) => id)].map(([text, own]) => {
    const { id, requires } = toModuleBuild(text)
    const [name = '', stream = ''] = id.split(':')
    const key = { name, stream, version: '1', context: text.slice(id.length), arch: 'x86_64', summary: '' }
    return { ...key, requires, artifacts: own.map(({ row }) => toRow(row)) }
  })
  const defaults = of('default').map(([id = '']) => {
    const [name = '', stream = ''] = id.split(':')
    return { name, stream }
  })
  return addSet(db, 'modules', now, async (setId) => {
    await insertSetModules(db, setId, modules, now)
    await insertSetDefaults(db, setId, defaults, now)
  })
}

const toSortKey = (key: PackageKey) => rpmSortKey(fullVersion(key))

const NO_TEXTS = {
  severity: '',
  title: '',
  description: '',
  issuedAt: 0,
  updatedAt: 0,
  cves: [],
  references: [],
  releaseIds: [],
  source: 'updateinfo',
  fixes: [],
}

function addErrata(db: Db, of: Rows, now: number): Promise<number> {
  const errata = of('advisory').map(([name = '', ...row]) => {
    const packages = [{ row: toRow(row), module: options(row, 'module')[0] ?? '' }]
    return { ...NO_TEXTS, name, type: 'security', security: true, retracted: false, checksum: name, packages }
  })
  const retracted = of('retracted').map((row) => {
    const packages = [{ row: toRow(row), module: '' }]
    const name = `retracted ${row.join(' ')}`
    return { ...NO_TEXTS, name, type: 'retracted', security: false, retracted: true, checksum: name, packages }
  })
  return addSet(db, 'errata', now, (id) => insertSetErrata(db, id, [...errata, ...retracted], now))
}

async function setMirror(db: Db, url: string, values: Updateable<MirrorTable>): Promise<void> {
  const { numUpdatedRows } = await db.query
    .updateTable('mirror')
    .set(values)
    .where('url', 'like', `%${url.replace('http:', '')}%`)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Error(`${numUpdatedRows} mirrors of ${url}`)
}
