import type { ReactNode } from 'react'
import classes from './thing-header.module.css'

interface ThingHeaderProps {
  name: ReactNode
  /** Its state in words, beside the name. */
  state?: ReactNode
  /** Short facts, separated by dots. */
  facts?: ReactNode[]
  actions?: ReactNode
  children?: ReactNode
}

/** The head of a page of one thing: what it is, how it is, what can be done with it. */
export function ThingHeader({ name, state, facts = [], actions, children }: ThingHeaderProps) {
  const shown = facts.filter((fact) => fact !== null && fact !== undefined && fact !== false && fact !== '')
  return (
    <header className={classes.header}>
      <div className={classes.top}>
        <div className={classes.name}>
          <h1>{name}</h1>
          {state && <span className={classes.state}>{state}</span>}
        </div>
        {actions && <span className={classes.actions}>{actions}</span>}
      </div>
      {shown.length > 0 && (
        <ul className={classes.facts}>
          {shown.map((fact, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the facts have a fixed order
            <li key={i}>{fact}</li>
          ))}
        </ul>
      )}
      {children}
    </header>
  )
}
