import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseRepoUrl, toRepoLocation } from './normalise-url.ts'

describe('normalised URLs', () => {
  test.each([
    ['http://deb.debian.org/debian/dists/bookworm/main/binary-amd64', 'unchanged'],
    ['http://DEB.debian.org:80//debian//dists/bookworm/main/binary-amd64/', 'slashes, case, port'],
    ['HTTP://deb.debian.org./debian/./dists/x/../bookworm/main/binary-amd64', 'dots'],
    ['  http://deb.debian.org/debian/dists/bookworm/main/binary%2Damd64?x=1#y ', 'query, fragment, encoding, blanks'],
    ['http://user:secret@deb.debian.org/debian/dists/bookworm/main/binary-amd64', 'credentials'],
  ])('%s (%s)', (url) => {
    expect(normaliseRepoUrl('deb', url)).toBe('http://deb.debian.org/debian/dists/bookworm/main/binary-amd64')
  })

  test.each([
    ['deb', 'http://mirror.example.org', 'http://mirror.example.org'],
    ['deb', 'http://mirror.example.org/', 'http://mirror.example.org'],
    ['deb', 'http://mirror.example.org:8080//', 'http://mirror.example.org:8080'],
    [
      'rpm',
      'https://m.example.org/metalink?repo=epel-9&arch=x86_64',
      'https://m.example.org/metalink?repo=epel-9&arch=x86_64',
    ],
    ['deb', 'http://[2001:DB8::1]/x', 'http://[2001:db8::1]/x'],
    ['deb', 'file:///srv//mirror/', 'file:///srv/mirror'],
    ['deb', 'cdrom:[Debian 12]/dists', 'cdrom:[Debian 12]/dists'],
    ['deb', 'ssh://me:secret@host.example/x', 'ssh://host.example/x'],
    ['deb', 'http://a.example/%7euser/%2fx', 'http://a.example/~user/%2Fx'],
    ['deb', 'no url', 'no url'],
    ['deb', 'http://', 'http:'],
  ] as const)('%s %s', (type, url, expected) => {
    expect(normaliseRepoUrl(type, url)).toBe(expected)
  })

  test('normalising twice changes nothing, and nothing throws', () => {
    const piece = fc.constantFrom(
      'http',
      'https',
      ':',
      '//',
      '/',
      'a.example',
      '@',
      'u:p',
      '%2f',
      '%41',
      '..',
      '?q',
      '[',
      ' ',
      '#',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), fc.constantFrom('deb', 'rpm'), (pieces, type) => {
        const once = normaliseRepoUrl(type as 'deb', pieces.join(''))
        expect(normaliseRepoUrl(type as 'deb', once)).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['http://deb.debian.org/debian', ''],
    ['http://10.0.0.1/debian', ''],
    ['http://[fd00::1]/debian', ''],
    ['http://mirror/debian', 'the server cannot know which mirror its hosts mean'],
    ['http://localhost:3142/debian', 'the server cannot know which localhost its hosts mean'],
    ['file:/srv/mirror', 'file: is for hosts only'],
    [
      'https://bearer:x@pro.example.org/ubuntu',
      'hosts read it with a user name and password that the server does not keep',
    ],
  ])('who may read %s', (url, reason) => {
    expect(toRepoLocation('deb', url).hostOnly).toBe(reason)
  })

  test('http and https are one place', () => {
    const [a, b] = ['http://m.example/x/', 'https://m.example/x'].map((url) => toRepoLocation('deb', url))
    expect(a!.key).toBe(b!.key)
    expect(a!.url).not.toBe(b!.url)
  })
})
