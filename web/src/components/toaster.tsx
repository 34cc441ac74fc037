import { IconCheck, IconX } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import classes from './toaster.module.css'

interface Toast {
  id: number
  text: string
  kind: 'done' | 'error'
}

let toasts: Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** Says at the lower edge what was done, or what could not be. Errors stay longer. */
export function toast(text: string, kind: Toast['kind'] = 'done'): void {
  const id = ++lastId
  set([...toasts.slice(-2), { id, text, kind }])
  setTimeout(() => dismiss(id), kind === 'error' ? 10_000 : 4000)
}

export function Toaster() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <div className={classes.stack} role="status" aria-live="polite">
      {shown.map(({ id, text, kind }) => (
        <div key={id} className={classes.toast} data-kind={kind}>
          {kind === 'error' ? <IconX size={16} /> : <IconCheck size={16} />}
          <span>{text}</span>
          <button type="button" aria-label="Dismiss" onClick={() => dismiss(id)}>
            <IconX size={14} />
          </button>
        </div>
      ))}
    </div>
  )
}

function dismiss(id: number): void {
  set(toasts.filter((one) => one.id !== id))
}

function set(next: Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
