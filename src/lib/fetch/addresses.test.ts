import { describe, expect, test } from 'vitest'
import { buildAddressCheck } from './addresses.ts'

const isRefused = buildAddressCheck([])

describe('addresses that the fetcher may use', () => {
  test.each([
    '127.0.0.1',
    '127.255.0.9',
    '0.0.0.0',
    '0.1.2.3',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
    '240.0.0.1',
    '100.100.100.200',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    'fd00:ec2::254',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::169.254.169.254',
    '2002:7f00:1::',
    '::ffff:0:127.0.0.1',
    'no address',
    '',
  ])('%s is refused', (address) => {
    expect(isRefused(address)).toBe(true)
  })

  test.each([
    '10.0.0.1',
    '192.168.1.1',
    '172.16.0.1',
    '203.0.113.80',
    '100.64.0.1',
    'fd12:3456::1',
    '2001:db8::1',
    '::ffff:10.0.0.1',
    '64:ff9b::203.0.113.1',
    '2002:cb00:7101::',
  ])('%s is not', (address) => {
    expect(isRefused(address)).toBe(false)
  })

  test('what is allowed is allowed in each spelling, the rest stays refused', () => {
    const check = buildAddressCheck(['127.0.0.1/32', ' fe80::/16', '169.254.10.10'])
    for (const address of ['127.0.0.1', '::ffff:127.0.0.1', 'fe80::1', '169.254.10.10'])
      expect(check(address)).toBe(false)
    for (const address of ['127.0.0.2', '::1', '169.254.169.254']) expect(check(address)).toBe(true)
  })

  test.each(['example.org', '10.0.0.0/x', '10.0.0.0/40', ''])('%j is no network', (entry) => {
    expect(() => buildAddressCheck([entry])).toThrow()
  })
})
