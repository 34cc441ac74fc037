import type { Generated } from 'kysely'

export interface ReportTable {
  id: Generated<number>
  hostname: string
  ip: string
  protocol: number
  user_agent: string
  /** As reported: shown in lists without opening the body. */
  os: string
  arch: string
  kernel: string
  /** Comma separated. */
  tags: string
  received_at: number
  state: 'pending' | 'processed' | 'superseded' | 'failed'
  processed_at: number
  attempts: number
  /** Not before this time, after a failure. */
  retry_at: number
  error: string
  /** CPU-free: wall milliseconds of processing. */
  duration_ms: number
  reject_count: number
  /** Of each section as parsed; '' when it was not sent. */
  packages_digest: string
  repos_digest: string
  modules_digest: string
  updates_digest: string
  /** JSON of what is small (`ReportFacts`): an unchanged report is processed without opening its body. */
  facts: string
  body_hash: string | null
}

/** Each body once: most reports of a host are the bytes of the one before. Removed when no report has it any more. */
export interface ReportBodyTable {
  /** SHA-256 of the body as received, base64url. */
  hash: string
  /** The request's body, zstd; a protocol 1 body is stored as JSON of its fields. */
  body: Uint8Array
}

export interface ReportRejectTable {
  report_id: number
  ordinal: number
  section: string
  position: number
  text: string
  reason: string
}
