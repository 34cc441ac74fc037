export const REPOSITORY_PAGES = [
  { label: 'Repositories', href: '/repositories' },
  { label: 'Mirrors', href: '/mirrors' },
]
