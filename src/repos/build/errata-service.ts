import { createHash } from 'node:crypto'
import { type ErratumRow, insertSetErrata, listReleaseIds } from '../../db/errata-set-build.ts'
import type { Erratum, ErratumPackage } from '../../model/erratum.ts'
import { fullVersion } from '../../model/package.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import { toStorable } from '../../model/storable-text.ts'
import { schemeOf, sortKey } from '../../versions/scheme.ts'
import type { RepoFormat } from '../format.ts'
import { findKeyFault, findNameFault } from '../key-fault.ts'
import type { BuildDeps } from './deps-service.ts'
import { asItems, type SetInMaking } from './set-in-making.ts'

/** Errata and their packages of a transaction. */
const BATCH = 2000

export async function fillErrata(
  { db, clock }: BuildDeps,
  set: SetInMaking,
  format: RepoFormat,
  pieces: AsyncIterable<Buffer>,
): Promise<void> {
  if (!format.parseErrata) throw new Error('the format has no errata')
  const releases = await listReleaseIds(db)
  const known = [...releases.keys()]
  const toReleaseIds = (erratum: Erratum) =>
    (format.findReleases?.(erratum, known) ?? []).flatMap((name) => releases.get(name) ?? [])
  await set.fill(
    asItems(format.parseErrata(pieces, set.section), (part) => part.errata),
    {
      weigh: (erratum) => 1 + erratum.packages.length,
      weight: BATCH,
      findFault: (erratum) => findNameFault(erratum.name),
      name: (erratum) => erratum.name,
      write: (batch) => {
        const rows = mergeRepeats(batch).map((erratum) => ({
          ...toRow(erratum, set),
          releaseIds: toReleaseIds(erratum),
        }))
        return insertSetErrata(db, set.id, rows, clock())
      },
    },
  )
}

/** An erratum that comes again, as some do for each of their products, adds its packages to the first. */
function mergeRepeats(batch: readonly Erratum[]): Erratum[] {
  const merged = new Map<string, Erratum>()
  for (const erratum of batch) {
    const first = merged.get(erratum.name)
    if (first) first.packages.push(...erratum.packages)
    else merged.set(erratum.name, { ...erratum, packages: [...erratum.packages] })
  }
  return [...merged.values()]
}

const MAX_TEXT = 100_000
/** Of what is part of a key. */
const MAX_KEY = 1000

function toRow(erratum: Erratum, set: SetInMaking): Omit<ErratumRow, 'releaseIds'> {
  const { packages, products, ...said } = erratum
  const texts = {
    ...said,
    type: toStorable(said.type, 255),
    severity: toStorable(said.severity, 255),
    title: toStorable(said.title, 10_000),
    description: toStorable(said.description, MAX_TEXT),
    cves: said.cves.filter((cve) => findNameFault(cve) === ''),
    references: said.references
      .filter(({ url }) => url.length <= MAX_KEY)
      .map(({ url, kind, title }) => ({
        url: toStorable(url, MAX_KEY),
        kind: toStorable(kind, 255),
        title: toStorable(title, 10_000),
      })),
  }
  const checksum = createHash('sha256').update(JSON.stringify(texts)).digest('hex')
  return { ...texts, checksum, security: said.type === 'security', packages: toPackageRows(erratum, packages, set) }
}

function toPackageRows({ name }: Erratum, packages: readonly ErratumPackage[], set: SetInMaking) {
  const rejects: Reject[] = []
  const rows = packages.flatMap(({ key, module }) => {
    const fault = findKeyFault(key)
    if (fault === '') {
      const row = { ...key, source: '', sourceVersion: '', sortKey: sortKey(schemeOf(key.type), fullVersion(key)) }
      return [{ row, module: toStorable(module, 511) }]
    }
    rejects.push(toReject(set.section, 0, `${name}: ${key.name}`, fault))
    return []
  })
  set.reject(rejects)
  return rows
}
