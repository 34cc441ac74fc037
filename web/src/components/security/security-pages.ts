/** Pages about errata and CVEs. */
export const SECURITY_PAGES = [
  { label: 'CVEs', href: '/cves?affecting=true' },
  { label: 'Patch first', href: '/patch-first' },
  { label: 'Errata', href: '/errata' },
  { label: 'Accepted', href: '/exceptions?active=true' },
  { label: 'Weaknesses', href: '/cwes' },
  { label: 'References', href: '/references' },
  { label: 'Sources', href: '/feeds' },
]
