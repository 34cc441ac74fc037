import { Drawer, Tooltip } from '@mantine/core'
import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import { IconKeyboard, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { summaryQuery } from '../api/summary.ts'
import { AppLink } from '../components/app-link.tsx'
import { Logo } from '../components/logo.tsx'
import { ISSUES_NAV, MAIN_NAV, type NavItem } from './navigation.ts'
import { PersonMenu } from './person-menu.tsx'
import classes from './side-bar.module.css'

interface SideBarProps {
  /** On a phone it is a drawer. */
  opened: boolean
  onClose: () => void
  onHelp: () => void
}

export function SideBar({ opened, onClose, onHelp }: SideBarProps) {
  const phone = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
  const [folded, setFolded] = useLocalStorage({
    key: 'patchman-side-bar-folded',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  if (phone) {
    return (
      <Drawer
        opened={opened}
        onClose={onClose}
        size={260}
        padding={0}
        withCloseButton={false}
        transitionProps={{ duration: 100 }}
        aria-label="Menu"
      >
        <Contents folded={false} onGo={onClose} onHelp={onHelp} />
      </Drawer>
    )
  }
  const Fold = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <aside className={classes.bar} data-folded={folded || undefined}>
      <Contents folded={folded} onHelp={onHelp}>
        <button
          type="button"
          className={classes.item}
          onClick={() => setFolded(!folded)}
          aria-label={folded ? 'Unfold the side bar' : 'Fold the side bar'}
        >
          <Fold size={17} stroke={1.6} />
          {!folded && <span>Fold</span>}
        </button>
      </Contents>
    </aside>
  )
}

interface ContentsProps {
  folded: boolean
  onGo?: () => void
  onHelp: () => void
  children?: ReactNode
}

function Contents({ folded, onGo, onHelp, children }: ContentsProps) {
  const { pathname } = useLocation()
  const issues = useQuery(summaryQuery).data?.issue_kinds ?? 0
  const entry = (item: NavItem, badge?: number) => (
    <Entry key={item.href} item={item} active={isWithin(pathname, item)} folded={folded} badge={badge} onGo={onGo} />
  )
  return (
    <nav className={classes.contents} aria-label="Main">
      <AppLink href="/" className={classes.brand ?? ''} onClick={onGo} aria-label="Patchman, dashboard">
        <Logo />
        {!folded && <span>Patchman</span>}
      </AppLink>
      {MAIN_NAV.map((item) => entry(item))}
      <div className={classes.space} />
      {entry(ISSUES_NAV, issues)}
      <button type="button" className={classes.item} onClick={onHelp} aria-label="Keyboard shortcuts">
        <IconKeyboard size={17} stroke={1.6} />
        {!folded && <span>Keyboard</span>}
        {!folded && <kbd className={classes.hint}>?</kbd>}
      </button>
      {children}
      <PersonMenu folded={folded} onGo={onGo} />
    </nav>
  )
}

interface EntryProps {
  item: NavItem
  active: boolean
  folded: boolean
  badge: number | undefined
  onGo: (() => void) | undefined
}

function Entry({ item, active, folded, badge, onGo }: EntryProps) {
  const Icon = item.icon
  return (
    <Tooltip label={item.label} position="right" disabled={!folded} openDelay={0}>
      <AppLink
        href={item.href}
        className={classes.item ?? ''}
        aria-current={active ? 'page' : undefined}
        onClick={onGo}
        aria-label={item.label}
      >
        <Icon size={17} stroke={1.6} />
        {!folded && <span>{item.label}</span>}
        {badge ? <span className={classes.badge}>{badge}</span> : null}
      </AppLink>
    </Tooltip>
  )
}

function isWithin(pathname: string, { href, also = [] }: NavItem): boolean {
  return [href, ...also].some((one) => pathname === one || (one !== '/' && pathname.startsWith(`${one}/`)))
}
