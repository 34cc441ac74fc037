import { expect, test } from 'vitest'
import { parseNoProxy } from './no-proxy.ts'

const LIST = 'localhost, .example.org,10.0.0.0/8 192.168.1.7 fd00::/8,[2001:db8::]/32,10.0.0.0/99,x/8'

test('names are left, networks taken out', () => {
  expect(parseNoProxy(LIST).names).toBe('localhost,.example.org,192.168.1.7,10.0.0.0/99,x/8')
  expect(parseNoProxy('').names).toBe('')
})

test.each([
  ['10.1.2.3', true],
  ['11.1.2.3', false],
  ['[fd00::1]', true],
  ['[2001:db8:1::1]', true],
  ['[2001:db9::1]', false],
  ['192.168.1.7', false],
  ['ten.example.org', false],
  ['', false],
])('%s is in a network: %s', (host, isIn) => {
  expect(parseNoProxy(LIST).hasNetworkOf(host)).toBe(isIn)
})
