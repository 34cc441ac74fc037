import {
  IconAlertCircle,
  IconCircleArrowUp,
  IconClipboardList,
  IconDatabase,
  IconFileReport,
  IconLayoutDashboard,
  IconPackage,
  IconServer2,
  IconShieldCheck,
  IconStack2,
} from '@tabler/icons-react'

export interface NavItem {
  label: string
  href: string
  icon: typeof IconServer2
  /** After g. */
  key: string
  /** Other pages that belong to it. */
  also?: string[]
}

export const MAIN_NAV: NavItem[] = [
  { label: 'Dashboard', href: '/', icon: IconLayoutDashboard, key: 'd' },
  { label: 'Hosts', href: '/hosts', icon: IconServer2, key: 'h' },
  { label: 'Packages', href: '/packages', icon: IconPackage, key: 'p', also: ['/package-versions', '/modules'] },
  { label: 'Updates', href: '/updates', icon: IconCircleArrowUp, key: 'u' },
  { label: 'Repositories', href: '/repositories', icon: IconDatabase, key: 'r', also: ['/mirrors'] },
  {
    ...{ label: 'Security', href: '/cves?affecting=true', icon: IconShieldCheck, key: 'c' },
    also: ['/cves', '/errata', '/cwes', '/references', '/exceptions', '/feeds', '/patch-first'],
  },
  { label: 'Systems', href: '/os-releases', icon: IconStack2, key: 's', also: ['/os-variants'] },
  { label: 'Reports', href: '/reports', icon: IconFileReport, key: 'e' },
  { label: 'Jobs', href: '/jobs', icon: IconClipboardList, key: 'j' },
]

export const ISSUES_NAV: NavItem = { label: 'Issues', href: '/issues', icon: IconAlertCircle, key: 'i' }
