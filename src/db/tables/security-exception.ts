import type { Generated } from 'kysely'

/** Somebody accepts a CVE or an erratum, for some hosts, until a day. */
export interface SecurityExceptionTable {
  id: Generated<number>
  kind: 'cve' | 'erratum'
  /** Of the CVE or the erratum, which need not be known. */
  name: string
  scope: 'all' | 'hosts' | 'tags'
  reason: string
  author: string
  created_at: number
  /** It counts until then. */
  ends_at: number
  /** Who ended it before its time; '' and 0 where nobody did. */
  ended_by: Generated<string>
  ended_at: Generated<number>
}

export interface SecurityExceptionHostTable {
  exception_id: number
  host_id: number
}

export interface SecurityExceptionTagTable {
  exception_id: number
  tag: string
}
