import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { sessionQuery } from '../api/session.ts'
import { ErrorState } from '../components/state/error-state.tsx'
import { useGlobalShortcuts } from './global-shortcuts.ts'
import classes from './shell.module.css'
import { SideBar } from './side-bar.tsx'
import { TopBar } from './top-bar.tsx'

const loadSearch = () => import('./search.tsx').then((m) => ({ default: m.Search }))
const Search = lazy(loadSearch)
const ShortcutsHelp = lazy(() => import('./shortcuts-help.tsx').then((m) => ({ default: m.ShortcutsHelp })))

/** What surrounds every page; asks to log in where reading needs it. */
export function Shell() {
  const session = useQuery(sessionQuery)
  if (session.isPending) return <div className={classes.blank} aria-busy="true" />
  if (session.isError) return <ErrorState error={session.error} retry={() => void session.refetch()} />
  if (!session.data.user && !session.data.anonymous_read) {
    return <ToLogIn />
  }
  return <Frame />
}

/** Once: the address changes while the log-in page is still being fetched. */
function ToLogIn() {
  const navigate = useNavigate()
  const { href } = useLocation()
  const [next] = useState(href)
  useEffect(() => {
    void navigate({ to: '/login', search: (next === '/' ? {} : { next }) as never, replace: true })
  }, [navigate, next])
  return <div className={classes.blank} aria-busy="true" />
}

function Frame() {
  const [menuOpened, setMenuOpened] = useState(false)
  // fetched once the page is at rest, so that the first Ctrl-K takes the first letter
  useEffect(() => void setTimeout(loadSearch, 1500), [])
  const { searchUsed, helpUsed, helpOpened, openSearch, setHelpOpened } = useGlobalShortcuts()
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        Skip to the content
      </a>
      <SideBar opened={menuOpened} onClose={() => setMenuOpened(false)} onHelp={() => setHelpOpened(true)} />
      <div className={classes.page}>
        <TopBar onMenu={() => setMenuOpened(true)} onSearch={openSearch} />
        <main id="main" className={classes.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Suspense>
        {searchUsed && <Search />}
        {helpUsed && <ShortcutsHelp opened={helpOpened} onClose={() => setHelpOpened(false)} />}
      </Suspense>
    </div>
  )
}
