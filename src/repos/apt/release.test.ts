import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseRelease } from './release.ts'

const HASH = 'ab'.repeat(32)
const BODY = `Origin: Debian
Label: Debian-Security
Suite: oldstable-security
Codename: bookworm-security
Date: Sat, 11 Jul 2026  10:16:37 UTC
Valid-Until: Sat, 18 Jul 2026 10:16:37 +0000
NotAutomatic: yes
ButAutomaticUpgrades: yes
Acquire-By-Hash: yes
Description: Origin: not this
 Label: nor this
MD5Sum:
 0ed6d4c8891eb86358b94bb35d9e4da4  1 main/binary-amd64/Packages.gz
SHA256:
 ${HASH}  123 main/binary-amd64/Packages.xz
 ${HASH.toUpperCase()} 0 ./Packages
 short 1 x
 ${HASH} notasize y
SHA512:
 ${HASH}${HASH} 9 main/binary-amd64/Packages
`

const expected = {
  facts: {
    origin: 'Debian',
    label: 'Debian-Security',
    suite: 'oldstable-security',
    codename: 'bookworm-security',
    date: Date.UTC(2026, 6, 11, 10, 16, 37),
    validUntil: Date.UTC(2026, 6, 18, 10, 16, 37),
    notAutomatic: true,
    butAutomaticUpgrades: true,
  },
  files: new Map([
    ['main/binary-amd64/Packages.xz', { sha256: HASH, size: 123 }],
    ['Packages', { sha256: HASH, size: 0 }],
  ]),
  byHash: true,
}

test('facts and checksums are read', () => {
  expect(parseRelease(BODY)).toEqual(expected)
  expect(parseRelease(BODY.replaceAll('\n', '\r\n'))).toEqual(expected)
})

test('of a clear-signed file only what is signed', () => {
  const signed = `Origin: before\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n- ${BODY}-----BEGIN PGP SIGNATURE-----\nLabel: after\n-----END PGP SIGNATURE-----\n`
  expect(parseRelease(signed)).toEqual(expected)
})

test('what a file does not say is empty', () => {
  const facts = {
    origin: '',
    label: '',
    suite: 'x',
    codename: '',
    date: 0,
    validUntil: 0,
    notAutomatic: false,
    butAutomaticUpgrades: false,
  }
  expect(parseRelease('Suite: x\nDate: some day\n')).toEqual({ facts, files: new Map(), byHash: false })
})

test.each(['', '<!DOCTYPE html><p style="a: b">', 'Not found', '-----BEGIN PGP SIGNED MESSAGE-----\ncut off'])(
  '%j is no Release file',
  (text) => {
    expect(parseRelease(text)).toBeUndefined()
  },
)

const real = join(import.meta.dirname, '../../../../shared/data/deb/flat')

test.skipIf(!existsSync(real))(
  'real flat files, signed and not, say the same (skipped where there is no ../shared)',
  () => {
    const [signed, plain] = ['InRelease', 'Release'].map((name) => parseRelease(readFileSync(join(real, name), 'utf8')))
    expect(plain!.files.get('Packages')?.size).toBe(10142)
    expect(signed!.files.get('Packages.gz')).toEqual(plain!.files.get('Packages.gz'))
  },
)
