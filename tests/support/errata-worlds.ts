import { createHash } from 'node:crypto'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import type { PackageType } from '../../src/model/package.ts'
import { packagesFile, publishSuite } from './apt-repository.ts'
import { type Advisory, redHatAdvisory } from './csaf.ts'
import { suseAdvisory } from './csaf-suse.ts'
import { server } from './refreshing.ts'
import { makeTar } from './tar.ts'
import { publishYum } from './yum-repository.ts'

type Body = string | Buffer

/** How many errata a feed has where it works, and below what its files are. */
export const COUNT = 30
export const FOLDER = '/feeds'

/** A host of a distribution that waits for openssl 3.0-1, and a feed that says it fixes something since 2.0-1. */
export interface ErrataWorld {
  source: string
  /** The feed that holds the errata. */
  feed: string
  os: string
  type: PackageType
  /** Addresses of its repository. */
  repo: string
  publishRepo(): void
  /** The file at `path`, of so many errata: the first is about openssl. */
  toBody(errata: number): Body
  path: string
  /** What is of the right form, and about nothing, or much less: none is believed. */
  shrunk: readonly Body[]
  /** Of a list of changes: few are as good as many. */
  isOfChanges?: true
  /** Where a checksum of the file is beside it, that is changed as well. */
  checksum?: { path: string; algorithm: string }
  /** What it publishes beside. */
  others?: Readonly<Record<string, Body>>
}

const list = <T>(count: number, toItem: (name: string, i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => toItem(i === 0 ? 'openssl' : `other${i}`, i + 1))
const yum = () => void publishYum(server, '/yum', { packages: ['openssl 3.0-1'] })
const suite = (name: string) => () => publishSuite(server, name, packagesFile([{ name: 'openssl', version: '3.0-1' }]))
const suiteUrl = (name: string) => `/debian/dists/${name}/main/binary-amd64`

const cefs = (errata: readonly string[]) => `<opt><meta x="y"/>${errata.join('')}</opt>`
const apollo = (advisories: readonly object[]) => {
  const update = { total: advisories.length, last_updated_at: `2024-01-01 ${advisories.length}` }
  return JSON.stringify({ advisories, ...update, links: { next: null } })
}
const secdb = (packages: readonly object[]) =>
  JSON.stringify({ distroversion: 'v3.20', reponame: 'main', archs: ['x86_64'], packages })
const glsas = (count: number) =>
  list(count, (name, i): [string, string] => {
    const id = `202401-${String(i).padStart(2, '0')}`
    const range = '<vulnerable range="lt">2.0-r1</vulnerable><unaffected range="ge">2.0-r1</unaffected>'
    return [
      `gentoo/metadata/glsa/glsa-${id}.xml`,
      `<?xml version="1.0"?><glsa id="${id}"><title>t</title><synopsis>s</synopsis><announced>2024-01-01</announced>
       <affected><package name="dev-libs/${name}" auto="yes" arch="*">${range}</package></affected></glsa>`,
    ]
  })

/** With the tree, which is not empty where the list of advisories is. */
const tree = (files: readonly [string, string][]) =>
  gzipSync(makeTar({ 'gentoo/profiles/repo_name': 'gentoo', ...Object.fromEntries(files) }))

/** Documents of advisories, named by a list that tells when each changed. */
const csaf = (toAdvisory: (advisory: Advisory) => object, platform: string, id: string) => ({
  documents: Object.fromEntries(
    list(COUNT, (name, i): [string, string] => {
      const builds = [{ nevra: `${name}-2.0-1.x86_64`, platform }]
      return [`2026/${i}.json`, JSON.stringify(toAdvisory({ id: `${id}${1000 + i}`, builds }))]
    }),
  ),
  toBody: (count: number) => list(count, (_, i) => `"2026/${i}.json","2026-11-01T10:00:00+00:00"\n`).join(''),
})
const redHat = csaf(redHatAdvisory, 'BaseOS-9.4.0.Z.MAIN', 'RHSA-2026:')
const suse = csaf(suseAdvisory, 'SUSE Linux Enterprise Module for Basesystem 15 SP5', 'SUSE-SU-2026:')

export const ERRATA_WORLDS: readonly ErrataWorld[] = [
  {
    ...{ source: 'debian', feed: 'debian-dsa', os: 'Debian GNU/Linux 12 (bookworm)', type: 'deb' },
    ...{ repo: suiteUrl('bookworm'), publishRepo: suite('bookworm'), path: '/DSA/list', shrunk: [''] },
    toBody: (count) =>
      list(count, (name, i) => `[01 Jan 2026] DSA-${i}-1 ${name} - security\n\t[bookworm] - ${name} 2.0-1\n`).join(''),
    others: { '/DLA/list': '[01 Jan 2020] DLA-1-1 old - security update\n\t[jessie] - old 1\n' },
  },
  {
    ...{ source: 'ubuntu', feed: 'ubuntu', os: 'Ubuntu 22.04 LTS', type: 'deb' },
    ...{ repo: suiteUrl('jammy'), publishRepo: suite('jammy'), path: '/database.json.bz2', shrunk: ['{}'] },
    toBody: (count) => {
      const notices = list(count, (name, i) => {
        const releases = { jammy: { sources: { [name]: { version: '2.0-1' } } } }
        return [`${i}-1`, { id: `${i}-1`, title: 't', timestamp: 1, cves: [], releases }]
      })
      return JSON.stringify(Object.fromEntries(notices))
    },
    checksum: { path: '/database.json.bz2.sha256', algorithm: 'sha256' },
  },
  {
    ...{ source: 'alma', feed: 'alma-9', os: 'AlmaLinux 9.4', type: 'rpm', repo: '/yum', publishRepo: yum },
    ...{ path: '/9/errata.full.json', shrunk: ['{"data": []}'] },
    toBody: (count) => {
      const data = list(count, (name, i) => {
        const packages = [{ name, epoch: '0', version: '2.0', release: '1', arch: 'x86_64' }]
        return { id: `ALSA-2024:${i}`, type: 'security', severity: 'Low', title: 't', packages, references: [] }
      })
      return JSON.stringify({ data })
    },
  },
  {
    ...{ source: 'rocky', feed: 'rocky-9', os: 'Rocky Linux 9.4', type: 'rpm', repo: '/yum', publishRepo: yum },
    ...{ path: '/api/v3/advisories/?page=1&size=100', shrunk: [apollo([])] },
    toBody: (count) =>
      apollo(
        list(count, (name, i) => {
          const packages = [{ nevra: `${name}-0:2.0-1.x86_64.rpm`, product_name: 'Rocky Linux 9 x86_64' }]
          return { name: `RLSA-2024:${i}`, kind: 'Security', severity: 'Low', synopsis: 's', cves: [], packages }
        }),
      ),
  },
  {
    ...{ source: 'centos', feed: 'centos', os: 'CentOS Linux 7.9.2009', type: 'rpm', repo: '/yum', publishRepo: yum },
    ...{ path: '/errata.latest.xml.bz2', shrunk: [cefs([])] },
    toBody: (count) =>
      cefs(
        list(count, (name, i) => {
          const of = `<os_release>7</os_release><packages>${name}-2.0-1.x86_64.rpm</packages>`
          return `<CESA-2020--${i} synopsis="s" issue_date="2020-01-01 00:00:00">${of}</CESA-2020--${i}>`
        }),
      ),
    checksum: { path: '/errata.latest.sha1', algorithm: 'sha1' },
  },
  {
    ...{ source: 'arch', feed: 'arch', os: 'Arch Linux', type: 'arch', repo: '/core/os/$arch' },
    publishRepo: () =>
      server.on(
        '/core/os/x86_64/core.db',
        makeTar({ 'openssl-3.0-1/desc': '%NAME%\nopenssl\n\n%VERSION%\n3.0-1\n\n%ARCH%\nx86_64\n\n' }),
      ),
    ...{ path: '/issues/all.json', shrunk: ['[]'] },
    toBody: (count) =>
      JSON.stringify(
        list(count, (name, i) => {
          const of = { name: `AVG-${i}`, packages: [name], status: 'Fixed', affected: '1.0-1', fixed: '2.0-1' }
          return { ...of, severity: 'High', type: 't', issues: ['CVE-2024-1001'], advisories: [], ticket: null }
        }),
      ),
  },
  {
    ...{ source: 'alpine', feed: 'alpine-v3.20-main', os: 'Alpine Linux v3.20', type: 'apk', repo: '/v3.20/main' },
    publishRepo: () =>
      server.on(
        '/v3.20/main/x86_64/APKINDEX.tar.gz',
        gzipSync(makeTar({ APKINDEX: 'P:openssl\nV:3.0-r1\nA:x86_64\no:openssl\n\n' })),
      ),
    ...{ path: '/v3.20/main.json', shrunk: [secdb([])] },
    toBody: (count) => secdb(list(count, (name) => ({ pkg: { name, secfixes: { '2.0-r1': ['CVE-2024-1001'] } } }))),
    others: { '/v3.20/community.json': secdb([]) },
  },
  {
    ...{ source: 'gentoo', feed: 'gentoo', os: 'Gentoo Linux', type: 'gentoo', repo: '/tree.tar.gz' },
    publishRepo: () => {
      const cache = { 'gentoo/metadata/md5-cache/dev-libs/openssl-3.0-r1': 'EAPI=8\nKEYWORDS=amd64\nSLOT=0\n' }
      server.on('/tree.tar.gz', gzipSync(makeTar({ 'gentoo/profiles/repo_name': 'gentoo', ...cache })))
    },
    ...{ path: '/snapshots/gentoo-latest.tar.xz', shrunk: [tree([])] },
    toBody: (count) => tree(glsas(count)),
  },
  {
    ...{ source: 'redhat', feed: 'redhat', os: 'Red Hat Enterprise Linux 9.4 (Plow)', type: 'rpm', repo: '/yum' },
    ...{ publishRepo: yum, path: '/changes.csv', shrunk: [''], toBody: redHat.toBody, isOfChanges: true },
    others: {
      '/archive_latest.txt': 'csaf_advisories_2026-11-03.tar.zst\n',
      '/csaf_advisories_2026-11-03.tar.zst': zstdCompressSync(makeTar(redHat.documents)),
    },
  },
  {
    ...{ source: 'suse', feed: 'suse', os: 'SUSE Linux Enterprise Server 15 SP5', type: 'rpm', repo: '/yum' },
    ...{ publishRepo: yum, path: '/changes.csv', shrunk: [''], toBody: suse.toBody, isOfChanges: true },
    others: { '.tar.bz2': gzipSync(makeTar(suse.documents)) },
  },
]

/** What the host of a world reports. */
export function toReport({ os, type, repo, source }: ErrataWorld): object {
  const arch = type === 'deb' || type === 'gentoo' ? 'amd64' : 'x86_64'
  const key = { name: 'openssl', epoch: '', version: '1.0', release: type === 'apk' || type === 'gentoo' ? 'r1' : '1' }
  const gentoo = { category: 'dev-libs', epoch: '0', version: '1.0-r1', release: '', repo: 'gentoo' }
  return {
    ...{ hostname: source, arch: 'x86_64', kernel: '6', os },
    packages: [{ ...key, arch, type, ...(type === 'gentoo' ? gentoo : {}) }],
    // apt leaves what is below 100 alone; pacman's repository is named as its file
    repos: [{ type, name: 'core', id: type === 'deb' ? '' : 'core', priority: 500, urls: [server.url + repo] }],
  }
}

/** Publishes that, with its checksum and what is beside. */
export function publishErrata({ path, checksum, others = {} }: ErrataWorld, body: Body): void {
  for (const [other, content] of Object.entries(others)) server.on(FOLDER + other, content)
  server.on(FOLDER + path, body)
  if (!checksum) return
  const sum = createHash(checksum.algorithm).update(body).digest('hex')
  server.on(FOLDER + checksum.path, `${sum}  ${path.slice(1)}\n`)
}
