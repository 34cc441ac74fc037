import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listArchives, toTreeAddress } from './address.ts'
import { parseDistfiles } from './mirror-list.ts'

const list = (...uris: string[]) =>
  Buffer.from(
    `<mirrors><mirrorgroup region="x"><mirror><name>n</name>${uris.join('')}</mirror></mirrorgroup></mirrors>`,
  )

test('mirrors by https before those by http only; no others, none twice, none that is partial', async () => {
  const found = await parseDistfiles(
    list(
      '<uri protocol="ftp">ftp://a.example/gentoo</uri>',
      '<uri protocol="http">http://a.example/gentoo/</uri>',
      '<uri protocol="http">http://b.example/gentoo/</uri>',
      '<uri protocol="https">https://b.example/gentoo</uri>',
      '<uri protocol="https" partial="y">https://c.example/</uri>',
    ),
  )
  expect(found).toMatchObject({ urls: ['https://b.example/gentoo', 'http://a.example/gentoo'], most: 1 })
})

test('what names no mirror, is cut or is no list is refused', async () => {
  await expect(parseDistfiles(list('<uri>rsync://a.example/gentoo</uri>'))).rejects.toThrow('no mirror')
  await expect(parseDistfiles(list('<uri>http://a.example/</uri>').subarray(0, 60))).rejects.toThrow()
  await expect(parseDistfiles(Buffer.from('<html><body>Hello</body></html>'))).rejects.toThrow()
  const bomb = '<!DOCTYPE m [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><mirrors>&b;</mirrors>'
  await expect(parseDistfiles(Buffer.from(bomb))).rejects.toThrow()
})

test.each([
  ['gentoo', 'rsync://rsync.gentoo.org/gentoo-portage', 'https://api.gentoo.org/mirrors/distfiles.xml'],
  ['gentoo', 'rsync://rsync3.de.gentoo.org/gentoo-portage/', 'https://api.gentoo.org/mirrors/distfiles.xml'],
  ['gentoo', 'https://github.com/gentoo-mirror/gentoo.git', 'https://api.gentoo.org/mirrors/distfiles.xml'],
  ['gentoo', 'https://anongit.gentoo.org/git/repo/sync/gentoo.git', 'https://api.gentoo.org/mirrors/distfiles.xml'],
  ['gentoo', 'rsync://mirror.example.org/gentoo-portage', 'rsync://mirror.example.org/gentoo-portage'],
  ['gentoo', 'https://mirror.example.org/gentoo', 'https://mirror.example.org/gentoo'],
  ['guru', 'rsync://rsync.gentoo.org/gentoo-portage', 'rsync://rsync.gentoo.org/gentoo-portage'],
])('%s at %s is read at %s', (id, url, expected) => {
  expect(toTreeAddress(id, url)).toBe(expected)
})

test('archives of a git repository', () => {
  expect(listArchives('https://github.com/gentoo-mirror/guru.git')[0]).toBe(
    'https://github.com/gentoo-mirror/guru/archive/HEAD.tar.gz',
  )
  expect(listArchives('https://anongit.gentoo.org/git/repo/proj/guru.git')).toEqual([
    'https://gitweb.gentoo.org/repo/proj/guru.git/snapshot/guru-master.tar.gz',
    'https://gitweb.gentoo.org/repo/proj/guru.git/snapshot/guru-main.tar.gz',
  ])
})

const real = join(import.meta.dirname, '../../../../shared/data/gentoo/distfiles.xml')

test.skipIf(!existsSync(real))('the real list (skipped where there is no ../shared)', async () => {
  const { urls } = await parseDistfiles(readFileSync(real))
  expect(urls.length).toBeGreaterThan(100)
  expect(urls[0]).toBe('https://mirror.csclub.uwaterloo.ca/gentoo-distfiles')
  expect(urls.every((url) => /^https?:\/\/[^/]+/.test(url))).toBe(true)
})
