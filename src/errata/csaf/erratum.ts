import type { ErratumReference } from '../../model/erratum.ts'
import type { ErratumFix, FeedErratum } from '../../model/feed-erratum.ts'
import { canonicalEpoch } from '../../model/package.ts'
import { fixedIn } from '../fix.ts'
import { findRpmFault } from '../rpm-package.ts'
import type { CsafDocument, CsafNote } from './document.ts'
import { type CsafPackage, toCsafPackage } from './package.ts'
import type { CsafProduct } from './product-tree.ts'

/** What a publisher's names mean. */
export interface CsafWords {
  /** The release, as its feed calls it, that a product is for; undefined where it is for no system that is known. */
  toRelease(platform: CsafProduct): string | undefined
  /** security, bugfix, …, by the advisory's name. */
  toType(name: string): string
}

export interface CsafErratum {
  erratum: FeedErratum
  faults: { text: string; reason: string }[]
}

/** An advisory as an erratum: what fixes it in which release, all architectures of a version together. */
export function toCsafErratum(document: CsafDocument, words: CsafWords): CsafErratum {
  const { id: name, severity, title, issuedAt, updatedAt, vulnerabilities } = document
  const { fixes, faults } = readFixes(document, words)
  const cves = [...new Set(vulnerabilities.map(({ cve }) => cve).filter((cve) => cve !== ''))]
  const erratum = {
    ...{ name, type: words.toType(name), severity: severity === 'none' ? '' : severity, title: shorten(title) || name },
    ...{ description: findDescription(document.notes), issuedAt, updatedAt, products: [], cves },
    ...{ references: document.references.map(toReference), packages: [], fixes },
  }
  return { erratum, faults }
}

/** `Red Hat Security Advisory: openssl security update` says the first half by its name already. */
const shorten = (title: string) => title.replace(/^Red Hat [A-Za-z ]*Advisory: /, '')

/** What is in detail; else in short. */
function findDescription(notes: readonly CsafNote[]): string {
  const find = (category: string) => notes.find((note) => note.category === category)?.text ?? ''
  return find('general') || find('description') || find('summary')
}

function toReference({ url, kind, title }: CsafDocument['references'][number]): ErratumReference {
  if (/^https?:\/\/bugzilla\./i.test(url)) return { url, kind: 'bugzilla', title }
  if (/\/cve\/CVE-/i.test(url)) return { url, kind: 'cve', title }
  return { url, kind: kind === 'external' ? '' : kind, title }
}

/** One version of a package for a release. */
interface Fixed {
  package: CsafPackage
  release: string
  arches: Set<string>
}

function readFixes(
  document: CsafDocument,
  { toRelease }: CsafWords,
): { fixes: ErratumFix[]; faults: CsafErratum['faults'] } {
  const { products, vulnerabilities, id } = document
  const told = new Set(vulnerabilities.flatMap(({ fixed }) => fixed))
  // one without CVEs names what it is about by its products alone
  const ids = told.size > 0 ? told : new Set(products.componentIds)
  const found = new Map<string, Fixed>()
  const faults = new Map<string, CsafErratum['faults'][number]>()
  for (const productId of ids) {
    const component = products.findComponent(productId)
    const release = component && toRelease(component.platform)
    const package_ = component && release !== undefined ? toCsafPackage(component) : undefined
    if (!package_ || release === undefined || isLeftOut(package_)) continue
    // without an architecture it is for all
    const fault = findRpmFault({ ...package_, arch: package_.arch || 'noarch' })
    if (fault === undefined) add(found, package_, release)
    else faults.set(productId, { text: `${id} ${productId}`, reason: fault })
  }
  return { fixes: [...found.values()].map(toFix), faults: [...faults.values()] }
}

/** Sources are not installed, and what debuggers read comes with what it is of. */
function isLeftOut({ name, arch, version, isSource }: CsafPackage): boolean {
  return isSource || version === '' || arch === 'src' || arch === 'nosrc' || /-debug(info|source)(-|$)/.test(name)
}

function add(found: Map<string, Fixed>, package_: CsafPackage, release: string): void {
  const key = JSON.stringify([release, package_.name, toEvr(package_), package_.module])
  const fixed = found.get(key) ?? { package: package_, release, arches: new Set() }
  fixed.arches.add(package_.arch)
  found.set(key, fixed)
}

function toFix({ package: package_, release, arches }: Fixed): ErratumFix {
  const { name, module } = package_
  const all = arches.has('noarch') || arches.has('')
  const of = { of: 'binary', type: 'rpm', name, release, module, arches: all ? [] : [...arches].sort() } as const
  return fixedIn(of, toEvr(package_))
}

function toEvr({ epoch, version, release }: CsafPackage): string {
  const canonical = canonicalEpoch(epoch)
  return `${canonical === '' ? '' : `${canonical}:`}${version}-${release}`
}
