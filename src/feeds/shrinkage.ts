/** How much a feed holds. */
export interface FeedSize {
  items: number
  fixes: number
  rejects: number
}

/** Below this, a feed may well lose half of what it holds. */
const FEW = 20

/**
 * Why a feed that was read is not believed, in one sentence; '' where it is. Feeds grow: one that lost half of its
 * items, or of what they say of packages, was cut where nobody can tell, or is of another shape. Then nobody should
 * take a security update for another one.
 */
export function findShrinkage(
  before: { item_count: number; fix_count: number },
  { items, fixes, rejects }: FeedSize,
): string {
  if (items === 0 && rejects > 0) return `nothing of it can be used, and ${rejects} items cannot: it has another shape`
  if (items === 0 && before.item_count > 0) return `it is empty now and had ${before.item_count} items`
  if (isHalf(items, before.item_count)) return lost('items', items, before.item_count)
  if (isHalf(fixes, before.fix_count)) return lost('fixes of packages', fixes, before.fix_count)
  return ''
}

const isHalf = (now: number, before: number) => before >= FEW && now < before / 2

const lost = (what: string, now: number, before: number) => `it holds ${now} ${what} and had ${before}: it looks cut`
