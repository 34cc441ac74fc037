import type { Order } from '../versions/order.ts'
import type { VersionRange } from './rules.ts'

/** Whether a version is inside the range, by the order of its package manager. */
export function isInside(
  installed: string,
  { relation, version }: VersionRange,
  compare: (a: string, b: string) => Order,
): boolean {
  if (relation === '') return true
  const order = compare(installed, version)
  if (order === 0) return relation.endsWith('=')
  return order < 0 ? relation.startsWith('<') : relation.startsWith('>')
}
