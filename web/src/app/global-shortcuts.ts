import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isTyping } from '../components/shortcuts.ts'
import { ISSUES_NAV, MAIN_NAV } from './navigation.ts'
import { openSpotlight } from './spotlight-store.ts'

const SEQUENCE_MS = 1200

/** Ctrl-K finds, / goes to the list's search, ? helps, g and a letter goes to a page. */
export function useGlobalShortcuts() {
  const navigate = useNavigate()
  const [searchUsed, setSearchUsed] = useState(false)
  const [helpUsed, setHelpUsed] = useState(false)
  const [helpOpened, setHelp] = useState(false)
  const wentAt = useRef(0)
  const openSearch = useCallback(() => {
    setSearchUsed(true)
    openSpotlight()
  }, [])
  const setHelpOpened = useCallback((opened: boolean) => {
    if (opened) setHelpUsed(true)
    setHelp(opened)
  }, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        openSearch()
        return
      }
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return
      const afterG = Date.now() - wentAt.current < SEQUENCE_MS
      wentAt.current = event.key === 'g' ? Date.now() : 0
      const page = afterG && [...MAIN_NAV, ISSUES_NAV].find((item) => item.key === event.key)
      if (page) {
        event.stopImmediatePropagation()
        void navigate({ to: page.href as '/' })
      } else if (event.key === '/') focusSearch(event, openSearch)
      else if (event.key === '?') setHelpOpened(true)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [navigate, openSearch, setHelpOpened])
  return { searchUsed, helpUsed, helpOpened, openSearch, setHelpOpened }
}

/** The page's own search, or the global one where the page has none. */
function focusSearch(event: KeyboardEvent, openSearch: () => void): void {
  event.preventDefault()
  const field = document.querySelector<HTMLInputElement>('[data-list-search]')
  if (field) field.focus()
  else openSearch()
}
