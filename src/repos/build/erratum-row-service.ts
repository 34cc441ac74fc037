import { hash } from 'node:crypto'
import type { ErratumRow } from '../../db/errata-set-build.ts'
import type { Erratum, ErratumPackage } from '../../model/erratum.ts'
import { fullVersion } from '../../model/package.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import { toStorable } from '../../model/storable-text.ts'
import { schemeOf, sortKey } from '../../versions/scheme.ts'
import { findKeyFault, findNameFault } from '../key-fault.ts'
import type { SetInMaking } from './set-in-making.ts'

const MAX_TEXT = 100_000
/** Of what is part of a key. */
const MAX_KEY = 1000

/** As it is stored; a package of it that cannot be is a reject of the set. */
export function toErratumRow(
  erratum: Erratum,
  set: SetInMaking,
  source: string,
): Omit<ErratumRow, 'releaseIds' | 'fixes'> {
  const { name, packages, issuedAt, updatedAt, ...said } = erratum
  const texts = {
    ...{ name, issuedAt, updatedAt },
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
  const checksum = hash('sha256', JSON.stringify([source, texts]), 'hex')
  const [security, retracted] = [said.type === 'security', said.type === 'retracted']
  return { ...texts, source, checksum, security, retracted, packages: toPackageRows(erratum, packages, set) }
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
