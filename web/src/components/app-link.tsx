import { Link } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode } from 'react'
import { toTarget } from './search-params.ts'

interface AppLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  href: string
  children: ReactNode
}

/** A link inside the interface by its whole address, as the API gives it too; the page's code is fetched on hover. */
export function AppLink({ href, children, ...rest }: AppLinkProps) {
  return (
    <Link {...toTarget(href)} preload="intent" {...(rest as object)}>
      {children}
    </Link>
  )
}
