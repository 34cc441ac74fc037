import { expect, test } from 'vitest'
import { ConcernedHosts } from './concerned-hosts.ts'

const bookworm = Uint32Array.of(0b01)
const trixie = Uint32Array.of(0b10)
const hosts = new ConcernedHosts([1, 12, 123, 4567], (id) => (id < 100 ? bookworm : trixie))

function list(hostIds: string, sets: Uint32Array<ArrayBuffer>): number[] {
  const found: number[] = []
  hosts.forEach(hostIds, sets, (id) => found.push(id))
  return found
}

test('hosts that look at one of the sets are concerned, in the order of the text', () => {
  expect(list('123,1,12', bookworm)).toEqual([1, 12])
  expect(list('4567,12', Uint32Array.of(0b11))).toEqual([4567, 12])
  expect(list('1,12,123', Uint32Array.of(0b100))).toEqual([])
})

test('each question has its own answer, and no hosts are no hosts', () => {
  expect([list('12', bookworm), list('12', trixie), list('12', bookworm)]).toEqual([[12], [], [12]])
  expect(list('', bookworm)).toEqual([])
})

test('a host that was not asked about is left out, be it beyond all others', () => {
  expect(list('2,5000000,1', bookworm)).toEqual([1])
})
