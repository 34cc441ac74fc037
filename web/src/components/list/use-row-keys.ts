import { useEffect, useRef } from 'react'
import { isTyping } from '../shortcuts.ts'

interface RowKeys {
  count: number
  active: number
  setActive: (index: number) => void
  open: (index: number) => void
  toggle: (index: number) => void
}

/** j and k move along the rows of the page's list, x selects, Enter opens. */
export function useRowKeys(keys: RowKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return
      if (handle(event, latest.current)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function handle(event: KeyboardEvent, { count, active, setActive, open, toggle }: RowKeys): boolean {
  const move = (to: number) => {
    const index = Math.max(0, Math.min(count - 1, to))
    setActive(index)
    document.querySelector(`[data-row="${index}"]`)?.scrollIntoView({ block: 'nearest' })
    return true
  }
  if (count === 0) return false
  if (event.key === 'j') return move(active + 1)
  if (event.key === 'k') return move(active - 1)
  if (active < 0 || active >= count) return false
  if (event.key === 'x') toggle(active)
  else if (event.key === 'Enter' && !(event.target as HTMLElement).closest('a, button')) open(active)
  else return false
  return true
}
