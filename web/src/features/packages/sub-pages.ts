export const PACKAGE_PAGES = [
  { label: 'By name', href: '/packages' },
  { label: 'Versions', href: '/package-versions' },
  { label: 'Modules', href: '/modules' },
]
