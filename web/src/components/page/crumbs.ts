import { useEffect, useSyncExternalStore } from 'react'

export interface Crumb {
  label: string
  href?: string
}

let crumbs: Crumb[] = []
const listeners = new Set<() => void>()

/** Says where the page is: in the top bar and in the window's title. The last crumb is the page itself. */
export function useCrumbs(title: string, ...parents: Required<Crumb>[]): void {
  const key = JSON.stringify([...parents, { label: title }])
  useEffect(() => {
    crumbs = JSON.parse(key) as Crumb[]
    document.title = title === '' ? 'Patchman' : `${title} · Patchman`
    for (const listener of listeners) listener()
  }, [key, title])
}

export function useCurrentCrumbs(): Crumb[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => crumbs,
  )
}
