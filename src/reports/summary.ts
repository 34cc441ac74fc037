import type { Reject } from '../model/reject.ts'
import type { Report } from '../model/report.ts'
import { toFactsText } from '../model/report-facts.ts'
import { digestSections, type SectionDigests } from './digest.ts'

/** What is stored of a report beside its body. */
export interface ReportSummary {
  protocol: 1 | 2
  /** '' when the host sent none. */
  hostname: string
  arch: string
  kernel: string
  os: string
  /** Comma separated. */
  tags: string
  digests: SectionDigests
  /** JSON of `ReportFacts`. */
  facts: string
  rejects: Reject[]
}

export function toSummary(report: Report): ReportSummary {
  const { protocol, hostname, arch, kernel, os, tags, rejects } = report
  const [digests, facts] = [digestSections(report), toFactsText(report)]
  return { protocol, hostname, arch, kernel, os, tags: tags.join(','), digests, facts, rejects }
}
