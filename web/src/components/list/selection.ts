import { useEffect, useMemo, useRef, useState } from 'react'

/** Which rows are chosen: some by their keys, or everything that matches the filter. */
export interface Selection {
  count: number
  all: boolean
  keys: string[]
  has(key: string): boolean
  isAllOf(keys: string[]): boolean
  isSomeOf(keys: string[]): boolean
  /** With `range`, everything from the last toggled row to this one. */
  toggle(key: string, range?: boolean): void
  togglePage(keys: string[]): void
  selectAll(): void
  clear(): void
}

/** `scope` is what the rows are of (the filter): when it changes, nothing is selected any more. */
export function useSelection(scope: string, pageKeys: string[], total: number): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const [all, setAll] = useState(false)
  const last = useRef('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed scope is the reason, not an input
  useEffect(() => {
    setKeys(new Set())
    setAll(false)
  }, [scope])
  return useMemo(() => {
    const set = (next: Set<string>) => {
      setAll(false)
      setKeys(next)
    }
    const has = (key: string) => all || keys.has(key)
    return {
      count: all ? total : keys.size,
      all,
      keys: [...keys],
      has,
      isAllOf: (some) => some.length > 0 && some.every(has),
      isSomeOf: (some) => some.some(has) && !some.every(has),
      toggle: (key, range = false) => {
        const next = new Set(all ? pageKeys : keys)
        const add = !next.has(key)
        for (const one of range ? between(pageKeys, last.current, key) : [key]) add ? next.add(one) : next.delete(one)
        last.current = key
        set(next)
      },
      togglePage: (page) => {
        const next = new Set(all ? [] : keys)
        const add = !page.every((key) => next.has(key)) && !all
        for (const key of page) add ? next.add(key) : next.delete(key)
        set(next)
      },
      selectAll: () => setAll(true),
      clear: () => set(new Set()),
    }
  }, [keys, all, total, pageKeys])
}

function between(keys: string[], from: string, to: string): string[] {
  const [a, b] = [keys.indexOf(from), keys.indexOf(to)]
  return a < 0 || b < 0 ? [to] : keys.slice(Math.min(a, b), Math.max(a, b) + 1)
}
