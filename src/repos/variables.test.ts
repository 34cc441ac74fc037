import { describe, expect, test } from 'vitest'
import { expandVariables, findVariable, toBaseArch, toReleasever } from './variables.ts'

describe('variables in addresses', () => {
  const host = { arch: 'x86_64', releasever: '15.6' }
  test.each([
    ['http://m.example/$releasever/os/$basearch/', 'http://m.example/15.6/os/x86_64/'],
    ['http://m.example/$' + '{releasever}/$' + '{basearch}', 'http://m.example/15.6/x86_64'],
    [
      'http://m.example/?release=$releasever_major&minor=$releasever_minor&arch=$ARCH',
      'http://m.example/?release=15&minor=6&arch=x86_64',
    ],
    ['http://m.example/$infra/$arch', 'http://m.example/$infra/x86_64'],
    ['http://m.example/$basearch2/$', 'http://m.example/$basearch2/$'],
    ['http://m.example/os', 'http://m.example/os'],
  ])('%s', (url, expected) => {
    expect(expandVariables(url, host)).toBe(expected)
  })

  test('what is not known stays, and is found', () => {
    const url = expandVariables('http://m.example/$releasever/$basearch', { arch: 'x86_64' })
    expect([url, findVariable(url)]).toEqual(['http://m.example/$releasever/x86_64', '$releasever'])
    expect(findVariable('http://m.example/os')).toBe('')
  })

  test.each([
    ['i686', 'i386'],
    ['athlon', 'i386'],
    ['armv7l', 'armhfp'],
    ['armv8hl', 'armhfp'],
    ['armv5tel', 'arm'],
    ['amd64', 'x86_64'],
    ['aarch64', 'aarch64'],
    ['ppc64le', 'ppc64le'],
    ['s390x', 's390x'],
  ])('the base of %s is %s', (arch, base) => {
    expect(toBaseArch(arch)).toBe(base)
  })

  test.each([
    ['Rocky Linux 9.5', '9'],
    ['CentOS Stream 10', '10'],
    ['Red Hat Enterprise Linux 8.10', '8'],
    ['Fedora 42', '42'],
    ['openSUSE Leap 15.6', '15.6'],
    ['openSUSE Tumbleweed 20240101', '20240101'],
    ['SUSE Linux Enterprise Server 15 SP6', '15.6'],
    ['SUSE Linux Enterprise Server 15', '15'],
    ['Amazon Linux 2', '2'],
    ['Amazon Linux 2023', undefined],
    ['unknown', undefined],
  ])('the release of %s is %s', (system, release) => {
    expect(toReleasever(system)).toBe(release)
  })
})
