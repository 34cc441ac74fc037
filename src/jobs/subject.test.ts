import { expect, test } from 'vitest'
import { toHostnames, toRepoIds, toScope } from './subject.ts'

test.each([
  ['', {}],
  ['host:7', { hostIds: [7] }],
  ['host:7,8', { hostIds: [7, 8] }],
  ['repo:1,2', { repoIds: [1, 2] }],
])('%j is about %j', (subject, scope) => {
  expect(toScope(subject)).toEqual(scope)
})

test.each(['web01', 'host:', 'host:x', 'repo:1,', '7'])('%j is refused: it would be about everything', (subject) => {
  expect(() => toScope(subject)).toThrow('not a subject')
})

test('reports by the names of their hosts', () => {
  expect(toHostnames('')).toBeUndefined()
  expect(toHostnames('hostname:web01,10.0.0.1')).toEqual(['web01', '10.0.0.1'])
  for (const subject of ['host:1', 'hostname:', 'hostname:a,', 'hostname:a b', 'web01']) {
    expect(() => toHostnames(subject)).toThrow('not a subject')
  }
})

test('repositories by their ids', () => {
  expect(toRepoIds('')).toBeUndefined()
  expect(toRepoIds('3,4')).toEqual([3, 4])
  expect(() => toRepoIds('repo:3')).toThrow('not a subject')
})
