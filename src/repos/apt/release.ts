import type { ReleaseFacts } from '../../model/candidate.ts'

/** What a Release or InRelease file says. */
export interface Release {
  facts: ReleaseFacts
  /** By path, relative to the file: SHA-256 (hex) and size. */
  files: Map<string, ListedFile>
  /** Indexes are also there by their checksum, where a change of the mirror cannot mix old and new. */
  byHash: boolean
}

export interface ListedFile {
  sha256: string
  size: number
}

/** undefined when the text is no Release file at all. What stands outside of a clear-signed part is not read. */
export function parseRelease(text: string): Release | undefined {
  const fields = new Map<string, string>()
  const files = new Map<string, ListedFile>()
  let field = ''
  for (const line of signedPart(text).split('\n')) {
    if (/^[ \t]/.test(line)) {
      if (field === 'sha256') addFile(files, line)
      continue
    }
    const colon = line.indexOf(':')
    field = colon === -1 ? '' : line.slice(0, colon).toLowerCase()
    if (field !== '') fields.set(field, line.slice(colon + 1).trim())
  }
  if (files.size === 0 && !IDENTIFYING.some((name) => fields.has(name))) return undefined
  const isYes = (name: string) => fields.get(name)?.toLowerCase() === 'yes'
  return { facts: toFacts(fields, isYes), files, byHash: isYes('acquire-by-hash') }
}

const IDENTIFYING = ['origin', 'label', 'suite', 'codename', 'date', 'md5sum']

function toFacts(fields: Map<string, string>, isYes: (name: string) => boolean): ReleaseFacts {
  const text = (name: string) => fields.get(name) ?? ''
  return {
    origin: text('origin'),
    label: text('label'),
    suite: text('suite'),
    codename: text('codename'),
    date: parseDate(text('date')),
    validUntil: parseDate(text('valid-until')),
    notAutomatic: isYes('notautomatic'),
    butAutomaticUpgrades: isYes('butautomaticupgrades'),
  }
}

/** The text between the headers of a clear-signed message and its signature, dashes unescaped (RFC 9580, 7). */
function signedPart(text: string): string {
  const plain = text.replaceAll('\r\n', '\n')
  const start = plain.indexOf('-----BEGIN PGP SIGNED MESSAGE-----')
  if (start === -1) return plain
  const body = plain.indexOf('\n\n', start)
  if (body === -1) return ''
  const end = plain.indexOf('\n-----BEGIN PGP SIGNATURE-----', body)
  return plain.slice(body + 2, end === -1 ? undefined : end).replace(/^- /gm, '')
}

function addFile(files: Map<string, ListedFile>, line: string): void {
  const [sha256 = '', size = '', path = ''] = line.trim().split(/\s+/)
  if (!/^[0-9a-f]{64}$/i.test(sha256) || !/^\d+$/.test(size) || path === '') return
  files.set(path.replace(/^\.\//, ''), { sha256: sha256.toLowerCase(), size: Number(size) })
}

function parseDate(text: string): number {
  return Date.parse(text.replace(/\s+/g, ' ')) || 0
}
