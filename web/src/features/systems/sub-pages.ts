export const SYSTEM_PAGES = [
  { label: 'Releases', href: '/os-releases' },
  { label: 'Variants', href: '/os-variants' },
]
