import type { CveReference, CveScore } from '../../model/cve.ts'
import { findCwes, toCveName } from '../cve-words.ts'
import type { Read } from '../json-items.ts'
import { toList, toMembers, toNumber, toText, toTexts } from '../json-values.ts'
import { toTimeOf } from '../times.ts'
import { toLine, toShown } from '../words.ts'
import { ProductTree } from './product-tree.ts'

/** An advisory, or what is said of one CVE (VEX), as OASIS' CSAF 2.0 has it. Texts are '' and times 0 where nothing is said. */
export interface CsafDocument {
  /** RHSA-2024:1234, CVE-2024-1234. */
  id: string
  /** `final`, `interim`, `draft`; `deleted` where its publisher took it back. */
  status: string
  /** `csaf_security_advisory`, `csaf_vex`, … */
  category: string
  title: string
  /** As its publisher says it, in lower case. */
  severity: string
  issuedAt: number
  updatedAt: number
  notes: CsafNote[]
  references: (CveReference & { title: string })[]
  products: ProductTree
  vulnerabilities: CsafVulnerability[]
}

export interface CsafNote {
  category: string
  title: string
  text: string
}

export interface CsafVulnerability {
  /** '' where it has none. */
  cve: string
  title: string
  notes: CsafNote[]
  cwes: string[]
  releasedAt: number
  references: CveReference[]
  scores: Omit<CveScore, 'by' | 'role'>[]
  /** Ids of products. */
  fixed: string[]
  affected: string[]
  notAffected: string[]
  investigated: string[]
  remediations: CsafRemark[]
  /** How grave it is. */
  impacts: CsafRemark[]
  /** Why something is not affected. */
  flags: CsafRemark[]
}

/** What is said of some products. */
export interface CsafRemark {
  kind: string
  text: string
  products: string[]
}

/** Reads a document of CSAF 2.0. Never throws. */
export function parseCsafDocument(text: string): Read<CsafDocument> {
  try {
    return toDocument(toMembers(JSON.parse(text)))
  } catch {
    return { reason: 'It is not JSON, or it is cut.' }
  }
}

type Members = Readonly<Record<string, unknown>>

function toDocument({ document, product_tree, vulnerabilities }: Members): Read<CsafDocument> {
  const head = toMembers(document)
  const tracking = toMembers(head.tracking)
  const [id, status] = [toText(tracking.id), toText(tracking.status).toLowerCase()]
  if (id === '') return { reason: 'It is not a CSAF document: it has no tracking id.' }
  const version = toText(head.csaf_version)
  // of what was deleted only the id is left
  if (!version.startsWith('2.') && status !== 'deleted') {
    return { reason: `${id} is not of CSAF version 2, but ${version || 'of none'}.` }
  }
  const products = new ProductTree(product_tree)
  return {
    item: {
      ...{ id, status, products, category: toText(head.category).toLowerCase(), title: toLine(toText(head.title)) },
      severity: toText(toMembers(head.aggregate_severity).text).toLowerCase(),
      issuedAt: toTimeOf(tracking.initial_release_date),
      updatedAt: toTimeOf(tracking.current_release_date),
      notes: readNotes(head.notes),
      references: readReferences(head.references),
      vulnerabilities: toList(vulnerabilities).map((one) => readVulnerability(toMembers(one), products)),
    },
  }
}

function readVulnerability(said: Members, products: ProductTree): CsafVulnerability {
  const status = toMembers(said.product_status)
  return {
    ...{ cve: toCveName(said.cve), title: toLine(toText(said.title)), notes: readNotes(said.notes) },
    cwes: findCwes([toText(toMembers(said.cwe).id)]),
    ...{ releasedAt: toTimeOf(said.release_date), references: readReferences(said.references) },
    scores: readScores(said.scores),
    // some publishers recommend the version that fixes it
    fixed: [...toTexts(status.fixed), ...toTexts(status.first_fixed), ...toTexts(status.recommended)],
    affected: [...toTexts(status.known_affected), ...toTexts(status.first_affected), ...toTexts(status.last_affected)],
    notAffected: toTexts(status.known_not_affected),
    investigated: toTexts(status.under_investigation),
    remediations: readRemarks(said.remediations, 'category', products),
    impacts: readRemarks(said.threats, 'category', products).filter(({ kind }) => kind === 'impact'),
    flags: readRemarks(said.flags, 'label', products),
  }
}

function readNotes(list: unknown): CsafNote[] {
  return toList(list).map((note) => {
    const { category, title, text } = toMembers(note)
    return { category: toText(category).toLowerCase(), title: toLine(toText(title)), text: toText(text) }
  })
}

function readReferences(list: unknown): CsafDocument['references'] {
  const byUrl = new Map<string, CsafDocument['references'][number]>()
  for (const { url, category, summary } of toList(list).map(toMembers)) {
    const address = toText(url)
    if (!/^https?:\/\/\S+$/i.test(address) || byUrl.has(address)) continue
    byUrl.set(address, { url: address, kind: toText(category).toLowerCase(), title: toShown(toLine(toText(summary))) })
  }
  return [...byUrl.values()]
}

function readScores(list: unknown): CsafVulnerability['scores'] {
  const vectors = new Map<string, number | undefined>()
  for (const score of toList(list).map(toMembers)) {
    for (const format of ['cvss_v4', 'cvss_v3', 'cvss_v2']) {
      const { vectorString, baseScore } = toMembers(score[format])
      const vector = toText(vectorString)
      if (vector !== '') vectors.set(vector, toNumber(baseScore))
    }
  }
  return [...vectors].map(([vector, stated]) => ({ vector, stated }))
}

function readRemarks(list: unknown, kind: string, products: ProductTree): CsafRemark[] {
  return toList(list)
    .map(toMembers)
    .map((said) => {
      const text = toLine(toText(said.details))
      return { kind: toText(said[kind]).toLowerCase(), text, products: products.listMeant(said) }
    })
}
