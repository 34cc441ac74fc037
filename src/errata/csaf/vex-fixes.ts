import type { CveFix } from '../../model/cve.ts'
import type { FixState } from '../../model/feed-erratum.ts'
import { isOdd } from '../words.ts'
import type { CsafDocument, CsafRemark, CsafVulnerability } from './document.ts'
import type { CsafWords } from './erratum.ts'
import { type CsafPackage, toCsafPackage } from './package.ts'

/**
 * What a document of one CVE (CSAF's profile VEX) says of packages as such in releases: affected without a fix and why,
 * not affected, or not known yet. What is fixed in which build, advisories tell.
 */
export function toVexFixes({ products, vulnerabilities }: CsafDocument, toRelease: CsafWords['toRelease']): CveFix[] {
  const fixes = new Map<string, CveFix>()
  for (const vulnerability of vulnerabilities) {
    if (vulnerability.cve === '') continue
    for (const { id, state, note } of listStates(vulnerability)) {
      const component = products.findComponent(id)
      const release = component && toRelease(component.platform)
      const package_ = component && release !== undefined ? toCsafPackage(component) : undefined
      if (!package_ || release === undefined || package_.version !== '' || isOdd(package_.name)) continue
      const fix = toFix(vulnerability, package_, {
        release,
        state,
        note,
        severity: findText(vulnerability.impacts, id),
      })
      const key = JSON.stringify([fix.cve, fix.name, release, fix.module])
      // what is said of a source package holds for all that is built of it
      if (!fixes.has(key) || package_.isSource) fixes.set(key, fix)
    }
  }
  return [...fixes.values()]
}

function toFix(
  { cve }: CsafVulnerability,
  { name, module, isSource }: CsafPackage,
  told: Pick<CveFix, 'release' | 'state' | 'note' | 'severity'>,
): CveFix {
  const severity = told.severity.toLowerCase()
  return {
    ...{ cve, of: isSource ? 'source' : 'binary', type: 'rpm', name, module, version: '' },
    ...{ ...told, severity: severity === 'none' ? '' : severity },
  }
}

interface ProductState {
  id: string
  state: FixState
  note: string
}

function* listStates(vulnerability: CsafVulnerability): Generator<ProductState, void> {
  const { affected, notAffected, investigated, remediations, flags } = vulnerability
  for (const id of affected) {
    const remedies = remediations.filter(({ products }) => products.includes(id))
    // it is affected below a version that is right
    if (!remedies.some(({ kind }) => kind === 'vendor_fix')) yield { id, ...toAffectedState(remedies) }
  }
  for (const id of notAffected) {
    yield { id, state: 'not-affected', note: (findKind(flags, id) ?? '').replaceAll('_', ' ') }
  }
  for (const id of investigated) yield { id, state: 'undetermined', note: '' }
}

/** By the categories of remediations (CSAF 2.0, 3.2.3.12.1), and the words that go with them. */
function toAffectedState(remedies: readonly CsafRemark[]): { state: FixState; note: string } {
  const none = remedies.find(({ kind }) => kind === 'no_fix_planned')
  if (none) return { state: ENDED.test(none.text) ? 'ended' : 'ignored', note: none.text }
  const later = remedies.find(({ kind, text }) => /^(none_available|fix_planned)$/.test(kind) && DEFERRED.test(text))
  if (later) return { state: 'postponed', note: later.text }
  const note = remedies.find(({ kind }) => kind === 'none_available')?.text ?? ''
  return { state: 'unfixed', note: /^affected$/i.test(note) ? '' : note }
}

const ENDED = /out of support|end of (life|support|maintenance)/i
const DEFERRED = /defer|postpone/i

const findText = (remarks: readonly CsafRemark[], id: string) =>
  remarks.find(({ products }) => products.includes(id))?.text ?? ''

const findKind = (remarks: readonly CsafRemark[], id: string) =>
  remarks.find(({ products }) => products.includes(id))?.kind
