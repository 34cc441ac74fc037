import { listHostsByName } from '../db/host-selection.ts'
import type { Db } from '../db/open.ts'
import { type ExceptionRow, getException, insertException } from '../db/security-exceptions.ts'
import { notFound, Problem } from '../lib/problem.ts'

/** Something that somebody accepts. */
export interface AskedException {
  kind: 'cve' | 'erratum'
  name: string
  reason: string
  /** It counts until then. */
  endsAt: number
  /** Names; without hosts and tags: all hosts. */
  hosts: readonly string[]
  tags: readonly string[]
}

/** Throws a Problem for what cannot be accepted: without a reason, in the past, for hosts that are not known. */
export async function createException(
  db: Db,
  { kind, name, reason, endsAt, hosts, tags }: AskedException,
  author: string,
  now: number,
): Promise<ExceptionRow> {
  if (!(endsAt > now)) throw invalid('ends_at', 'It has to end in the future.')
  if (reason.trim() === '') throw invalid('reason', 'Say why.')
  if (hosts.length > 0 && tags.length > 0) throw invalid('tags', 'Give hosts or tags, not both.')
  const found = await listHostsByName(db, hosts)
  const names = new Set(hosts.map((host) => host.toLowerCase()))
  if (found.length < names.size) throw invalid('hosts', 'Some of these hosts are not known.')
  const trimmed = name.trim()
  const exception = {
    ...{ kind, name: kind === 'cve' ? trimmed.toUpperCase() : trimmed, reason: reason.trim(), author, endsAt },
    ...{ hostIds: found.map(({ id }) => id), tags: [...new Set(tags)] },
  }
  const id = await insertException(db, exception, now)
  const row = await getException(db, id)
  if (!row) throw notFound('exception', String(id))
  return row
}

const invalid = (field: string, message: string) => new Problem(400, 'invalid-input', message, { [field]: [message] })
