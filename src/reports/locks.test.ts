import { expect, test } from 'vitest'
import { toExclude } from './locks.ts'

test.each([
  ['bash', 'bash'],
  ['kernel-*', 'kernel-*'],
  ['java-11-openjdk', 'java-11-openjdk'],
  ['bash-0:5.1.8-6.el9.*', 'bash'],
  ['kernel-core-0:5.14.0-427.el9.x86_64', 'kernel-core'],
  ['0:bash-4.2.46-35.el7_9.*', 'bash'],
  ['!bash-0:5.1.8-9.el9.*', 'bash-0:5.1.8-9.el9.*'],
  ['', ''],
])('the lock %j excludes %j', (lock, exclude) => {
  expect(toExclude(lock)).toBe(exclude)
})
