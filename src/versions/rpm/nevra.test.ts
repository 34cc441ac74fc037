import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitNevra } from './nevra.ts'

function split(text: string): string {
  const parts = splitNevra(text)
  if (!parts) return 'none'
  return [parts.name, parts.epoch, parts.version, parts.release, parts.arch].join(' | ')
}

test.each([
  ['bash-5.1.8-9.el9.x86_64', 'bash |  | 5.1.8 | 9.el9 | x86_64'],
  ['perl-4:5.32.1-481.el9.noarch', 'perl | 4 | 5.32.1 | 481.el9 | noarch'],
  ['4:perl-5.32.1-481.el9.noarch', 'perl | 4 | 5.32.1 | 481.el9 | noarch'],
  ['java-1.8.0-openjdk-1:1.8.0.402.b06-2.el9.x86_64', 'java-1.8.0-openjdk | 1 | 1.8.0.402.b06 | 2.el9 | x86_64'],
  ['python3.11-pip-0:22.3.1-4.el8.noarch', 'python3.11-pip | 0 | 22.3.1 | 4.el8 | noarch'],
  ['nodejs-1:20.9.0-1.module+el8.9.0+1234+ab.x86_64', 'nodejs | 1 | 20.9.0 | 1.module+el8.9.0+1234+ab | x86_64'],
  ['a-b-c-1-2.src', 'a-b-c |  | 1 | 2 | src'],
  ['libstdc++-1.0~rc1^git-1.i686', 'libstdc++ |  | 1.0~rc1^git | 1 | i686'],
])('%s', (text, parts) => {
  expect(split(text)).toBe(parts)
})

test.each([
  '',
  'bash',
  'bash-5.1',
  'bash-5.1-9',
  '-5.1-9.x86_64',
  'bash--9.x86_64',
  'bash-5.1-.x86_64',
  'bash-5.1-9.',
  '1:-1-1.x',
])('no package: %j', (text) => {
  expect(split(text)).toBe('none')
})

test('any text is split or refused, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parts = splitNevra(text)
      if (!parts) return
      const { name, epoch, version, release, arch } = parts
      const evr = `${version}-${release}.${arch}`
      const spellings = [`${name}-${evr}`, `${name}-${epoch}:${evr}`, `${epoch}:${name}-${evr}`]
      expect(spellings).toContain(text)
    }),
  )
})
