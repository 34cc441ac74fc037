/** What is typed between Ctrl-K and the moment when the search's field has the focus. */
let typed = ''
let receiver: ((add: string) => void) | undefined
let stop: (() => void) | undefined

const LONGEST_MS = 3000

/** Keeps letters from now on, until some field has the focus. */
export function typeAhead(): void {
  stop?.()
  typed = ''
  // what had the focus would get them
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return stop?.()
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    if (receiver) receiver(event.key)
    else typed += event.key
  }
  window.addEventListener('keydown', onKey)
  const timer = setTimeout(() => stop?.(), LONGEST_MS)
  stop = () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', onKey)
    stop = undefined
  }
}

/** Gives what was kept, and each letter that comes on before the field has the focus. Answers how to end that. */
export function receiveTyped(add: (text: string) => void): () => void {
  receiver = add
  if (typed !== '') add(typed)
  typed = ''
  return () => {
    receiver = undefined
  }
}
