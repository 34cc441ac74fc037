import { expect, test } from 'vitest'
import { toCsafPackage } from './package.ts'
import { parsePurl } from './purl.ts'

const product = (id: string, purl = '') => ({ id, name: id, purl, cpe: '' })
const read = (name: string, purl?: string, module?: ReturnType<typeof product>) => {
  const found = toCsafPackage({ package: product(name, purl), module, platform: product('p') })
  if (!found) return undefined
  const { name: of, epoch, version, release, arch, module: stream, isSource } = found
  return `${isSource ? 'source ' : ''}${of} ${epoch}:${version}-${release}.${arch} ${stream}`.trim()
}

test.each([
  // by its package URL, which tells more than the name
  ['bash-0:5.1.8-9.el9.x86_64', 'pkg:rpm/redhat/bash@5.1.8-9.el9?arch=x86_64', 'bash 0:5.1.8-9.el9.x86_64'],
  ['x', 'pkg:rpm/redhat/perl-libs@5.32.1-473.el9?arch=i686&epoch=4', 'perl-libs 4:5.32.1-473.el9.i686'],
  ['x', 'pkg:rpm/redhat/libstdc%2B%2B@8.5-1.module%2Bel8?arch=x86_64', 'libstdc++ :8.5-1.module+el8.x86_64'],
  [
    'SLOF-20210217-2.module+el8.10.0+20141+6faa2812.src.rpm-virt-devel:rhel',
    'pkg:rpm/redhat/SLOF@20210217-2.module%2Bel8.10.0%2B20141%2B6faa2812?arch=src&rpmmod=virt-devel:rhel:8100:489197e6',
    'SLOF :20210217-2.module+el8.10.0+20141+6faa2812.src virt-devel:rhel',
  ],
  // what it does not tell, the name does
  ['libpcre1-2:8.45-8.7.1.x86_64', 'pkg:rpm/suse/libpcre1@8.45-8.7.1', 'libpcre1 2:8.45-8.7.1.x86_64'],
  ['libpcre1-8.45-8.7.1', 'pkg:rpm/suse/libpcre1@8.45-8.7.1', 'libpcre1 :8.45-8.7.1.'],
  // by its name alone
  ['openssl-1_1-1.1.1-150.1.x86_64', '', 'openssl-1_1 :1.1.1-150.1.x86_64'],
  ['perl-4:5.26-1.noarch.rpm', '', 'perl 4:5.26-1.noarch'],
  // packages as such
  ['samba', '', 'source samba :-.src'],
  ['samba', 'pkg:rpm/redhat/samba?arch=src', 'source samba :-.src'],
  ['samba-libs', 'pkg:rpm/redhat/samba-libs', 'samba-libs :-.'],
  ['nodejs:18/nodejs', '', 'source nodejs :-.src nodejs:18'],
  ['ruby:2.6/ruby', 'pkg:rpmmod/redhat/ruby:2.6/ruby', 'source ruby :-.src ruby:2.6'],
  [
    'go-toolset:rhel8/go-toolset',
    'pkg:rpm/redhat/go-toolset@rhel8?arch=src&rpmmod=go-toolset:rhel8',
    'source go-toolset :-.src go-toolset:rhel8',
  ],
  // none
  ['nodejs:18:8090:c', 'pkg:rpmmod/redhat/nodejs@18:8090:c', undefined],
  ['rhel9/flatpak', 'pkg:oci/flatpak@sha256:abc?repository_url=registry', undefined],
  ['io.quarkus/quarkus-vertx-http', '', undefined],
  ['', '', undefined],
])('%s %s', (name, purl, expected) => {
  expect(read(name, purl)).toBe(expected)
})

test.each([
  ['nodejs:18:8090020240:a', 'pkg:rpmmod/redhat/nodejs@18:8090020240:a', 'nodejs:18'],
  ['squid:4', 'pkg:rpmmod/redhat/squid@4%3A8040%3A522a0ee4?arch=ppc64le', 'squid:4'],
  ['postgresql:15:8090:c', '', 'postgresql:15'],
  ['odd', '', ''],
])('of the module %s %s', (id, purl, stream) => {
  const own = read('npm-1:8-1.x86_64', 'pkg:rpm/redhat/npm@8-1?arch=x86_64&epoch=1', product(id, purl))
  expect(own).toBe(`npm 1:8-1.x86_64 ${stream}`.trim())
})

test('what is no package URL of rpm', () => {
  for (const text of ['', 'pkg:', 'pkg:deb/debian/a@1', 'pkg:rpm/a', 'pkg:rpm//a', 'http://a/b']) {
    expect(parsePurl(text)).toBeUndefined()
  }
  expect(parsePurl('pkg:rpm/a/b@%zz')?.version).toBe('%zz')
})
