import { matchesAny } from '../glob.ts'
import type { Build, Change, Fix, HostFacts, NameOffers, Offer, Update } from '../rules.ts'
import { toAdvisoryReason } from '../security.ts'
import { PENDING, type StateAndReason, toStoredUpdate } from '../stored-update.ts'
import { judge } from './candidate.ts'
import { isPhasedIn } from './phasing.ts'
import { findSecurityFix, overtakesSecurity } from './security.ts'
import { bestPlace, isSameLine, toVersionTable } from './version-table.ts'

/** What apt would move to, where that is an update. Downgrades (a pin of 1000 or more) are what apt would do, but no updates: apt does not list them. */
export function findChange(
  installed: Build,
  { offers, fixes }: Pick<NameOffers, 'offers' | 'fixes'>,
  nativeArch: string,
): Change | undefined {
  const line = offers.filter(({ arch }) => isSameLine(arch, installed.arch, nativeArch))
  if (line.length === 0) return undefined
  const table = toVersionTable(installed, line)
  const candidateAt = judge(table).indexOf('candidate')
  const candidate = table[candidateAt]
  const place = candidate && bestPlace(candidate)
  if (!place || candidateAt >= table.findIndex((row) => row.installed)) return undefined
  const fix = findSecurityFix(table, candidate)
  return {
    installed,
    candidate: place.offer,
    from: place.source,
    securityReason:
      toAdvisoryReason(installed, place.offer, fixes.filter(isBroughtBy(place.offer))) ||
      (fix ? `Security: ${fix.version} is in ${fix.source.label}.` : ''),
    phased: overtakesSecurity(table, candidate) ? 100 : place.phased,
  }
}

/** What is fixed for Ubuntu Pro only is in what comes from there, not in an update for everybody, however high its version. */
const isBroughtBy = ({ places }: Offer) => {
  const isOfPro = places.some(({ source }) => source.pro)
  return ({ isPro = false }: Fix) => isOfPro || !isPro
}

/** Held, excluded, phased: the first that applies. */
export function toUpdate(change: Change, held: boolean, host: HostFacts): Update {
  return toStoredUpdate(change, toState(change, held, host))
}

function toState(change: Change, held: boolean, host: HostFacts): StateAndReason {
  if (held) return { state: 'held', reason: 'Held back on the host.' }
  if (matchesAny(change.installed.name, host.excludes)) return { state: 'excluded', reason: 'Excluded on the host.' }
  if (change.phased < 100 && !isOffered(change, host.machineId)) {
    return { state: 'phased', reason: `Phased: offered to ${change.phased} % of hosts.` }
  }
  return PENDING
}

/** Without a machine id nobody but the host can tell. */
function isOffered({ candidate, phased }: Change, machineId: string): boolean {
  if (machineId === '') return false
  const source = candidate.source === '' ? candidate.name : candidate.source
  const sourceVersion = candidate.sourceVersion === '' ? candidate.version : candidate.sourceVersion
  return isPhasedIn({ source, sourceVersion, phased }, machineId)
}
