import { AppLink } from '../app-link.tsx'
import { count } from '../format.ts'
import classes from './count-link.module.css'

/** A number that leads to exactly its rows; a zero leads nowhere and stays quiet. */
export function CountLink({ value, href, tone }: { value: number; href: string; tone?: 'security' | 'bugfix' }) {
  if (value === 0) return <span className="num faint">0</span>
  return (
    <AppLink href={href} className={classes.link ?? ''} data-tone={tone}>
      {count(value)}
    </AppLink>
  )
}
