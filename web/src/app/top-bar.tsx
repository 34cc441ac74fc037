import { ActionIcon } from '@mantine/core'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { summaryQuery } from '../api/summary.ts'
import { AppLink } from '../components/app-link.tsx'
import { Ago } from '../components/facts/ago.tsx'
import { plural } from '../components/format.ts'
import { useCurrentCrumbs } from '../components/page/crumbs.ts'
import classes from './top-bar.module.css'

/** Where one is, the search, how fresh the data is, and whether something is being worked on. */
export function TopBar({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  const { data } = useQuery(summaryQuery)
  const running = data?.running_jobs.length ?? 0
  return (
    <header className={classes.bar}>
      <ActionIcon className={classes.menu ?? ''} variant="subtle" color="gray" aria-label="Menu" onClick={onMenu}>
        <IconMenu2 size={18} />
      </ActionIcon>
      <Breadcrumb />
      {running > 0 && (
        <AppLink href="/jobs?state=running" className={`${classes.fact} ${classes.wide}`}>
          {plural(running, 'job')} running
        </AppLink>
      )}
      {data && (
        <AppLink href="/reports" className={`${classes.fact} ${classes.wide}`}>
          Newest report <Ago at={data.newest_report_at} suffix />
        </AppLink>
      )}
      <button type="button" className={classes.search} onClick={onSearch} aria-label="Find anything (Ctrl K)">
        <IconSearch size={14} />
        <span>Find anything</span>
        <kbd>Ctrl K</kbd>
      </button>
      {running > 0 && (
        <div className={classes.progress} role="progressbar" aria-label={`${plural(running, 'job')} running`} />
      )}
    </header>
  )
}

function Breadcrumb() {
  const crumbs = useCurrentCrumbs()
  return (
    <nav className={classes.crumbs} aria-label="Breadcrumb">
      {crumbs.map((crumb, i) => (
        <Fragment key={crumb.label}>
          {i > 0 && <span className="faint">/</span>}
          {crumb.href ? (
            <AppLink href={crumb.href} className={classes.parent ?? ''}>
              {crumb.label}
            </AppLink>
          ) : (
            <span className={classes.current} aria-current="page">
              {crumb.label}
            </span>
          )}
        </Fragment>
      ))}
    </nav>
  )
}
