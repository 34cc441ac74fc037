import { hash } from 'node:crypto'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Report } from '../model/report.ts'
import { type FormFields, parseFormReport } from './form-protocol.ts'
import { parseJsonReport } from './json-protocol.ts'

/** A protocol 1 form as the bytes that are kept of it. */
export function encodeForm(fields: FormFields): Uint8Array {
  return Buffer.from(JSON.stringify(fields))
}

/** By which a body is known: equal bytes are stored once. */
export function hashBody(body: Uint8Array): string {
  return hash('sha256', body, 'base64url')
}

/** A body as it is stored. */
export function packBody(body: Uint8Array): Uint8Array {
  // small tables and pieces: most of the work on a body of this size is to make room for it
  const params = {
    [constants.ZSTD_c_compressionLevel]: 1,
    [constants.ZSTD_c_windowLog]: 18,
    [constants.ZSTD_c_hashLog]: 14,
  }
  return zstdCompressSync(body, { chunkSize: 32 * 1024, params })
}

/** No body is larger, whatever a row says: intake accepts no more. */
const MAX_BODY = 256 * 1024 * 1024

/** The body as it was received. */
export function unpackBody(packed: Uint8Array): Buffer {
  return zstdDecompressSync(packed, { maxOutputLength: MAX_BODY, chunkSize: 256 * 1024 })
}

/** Parses a stored body again; throws when it is no report of that protocol (it was one when it was accepted). */
export function parseStoredReport(protocol: number, packed: Uint8Array): Report {
  const json: unknown = JSON.parse(unpackBody(packed).toString())
  if (protocol === 1) return parseFormReport(json as FormFields)
  const outcome = parseJsonReport(json)
  if ('report' in outcome) return outcome.report
  throw new Error(`the stored body is not valid: ${JSON.stringify(outcome.errors).slice(0, 500)}`)
}
