import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { toTarget } from '../components/search-params.ts'
import { isTyping } from '../components/shortcuts.ts'
import { ISSUES_NAV, MAIN_NAV } from './navigation.ts'
import { openSpotlight } from './spotlight-store.ts'
import { typeAhead } from './typed-ahead.ts'

const SEQUENCE_MS = 1200
const PAGES = new Map([...MAIN_NAV, ISSUES_NAV].map((item) => [item.key, item.href]))

type Command = { go: string } | { do: 'find' | 'search' | 'help' }

/** Ctrl-K finds, / goes to the list's search, ? helps, g and a letter goes to a page. */
export function useGlobalShortcuts() {
  const navigate = useNavigate()
  const [searchUsed, setSearchUsed] = useState(false)
  const [helpUsed, setHelpUsed] = useState(false)
  const [helpOpened, setHelp] = useState(false)
  const wentAt = useRef(0)
  const openSearch = useCallback(() => {
    typeAhead()
    setSearchUsed(true)
    openSpotlight()
  }, [])
  const setHelpOpened = useCallback((opened: boolean) => {
    if (opened) setHelpUsed(true)
    setHelp(opened)
  }, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = findCommand(event, Date.now() - wentAt.current < SEQUENCE_MS)
      wentAt.current = event.key === 'g' && !isTyping(event) ? Date.now() : 0
      if (!command) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if ('go' in command) void navigate(toTarget(command.go))
      else if (command.do === 'help') setHelpOpened(true)
      else if (command.do === 'find' || !focusListSearch()) openSearch()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [navigate, openSearch, setHelpOpened])
  return { searchUsed, helpUsed, helpOpened, openSearch, setHelpOpened }
}

function findCommand(event: KeyboardEvent, afterG: boolean): Command | undefined {
  const modified = event.ctrlKey || event.metaKey
  if (modified && event.key.toLowerCase() === 'k') return { do: 'find' }
  if (modified || event.altKey || isTyping(event)) return undefined
  const page = afterG ? PAGES.get(event.key) : undefined
  if (page) return { go: page }
  if (event.key === '/') return { do: 'search' }
  return event.key === '?' ? { do: 'help' } : undefined
}

/** False where the page has no search of its own. */
function focusListSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('[data-list-search]')
  field?.focus()
  return field !== null
}
