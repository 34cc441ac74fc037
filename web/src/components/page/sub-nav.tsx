import { useLocation } from '@tanstack/react-router'
import { AppLink } from '../app-link.tsx'
import classes from './sub-nav.module.css'

/** Pages that belong together: repositories and mirrors, releases and variants. */
export function SubNav({ pages }: { pages: { label: string; href: string }[] }) {
  const { pathname } = useLocation()
  return (
    <nav className={classes.nav} aria-label="Within this section">
      {pages.map((page) => (
        <AppLink
          key={page.href}
          href={page.href}
          className={classes.link ?? ''}
          aria-current={pathname === page.href.split('?')[0] ? 'page' : undefined}
        >
          {page.label}
        </AppLink>
      ))}
    </nav>
  )
}
