import type { Build } from '../rules.ts'
import { withoutSlot } from './slot.ts'

/** Built from a repository's newest commit, whatever that is: its number (9999, 99999999, 3.2.9999) says nothing. */
export function isLive({ version }: Build): boolean {
  const numbers = /^[0-9.]+/.exec(withoutSlot(version))?.[0] ?? ''
  return /(^|\.)9{4,}$/.test(numbers)
}

/** Names hold the category: packages of two categories with the same name have nothing in common. */
export const isSamePackage = (a: Build, b: Build) => a.name === b.name
