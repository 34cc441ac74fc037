import classes from './reference-list.module.css'
import { WebLink } from './web-link.tsx'

interface Reference {
  url: string
  kind: string
  title?: string
}

/** Pages of the web, by kind. */
export function ReferenceList({ references }: { references: Reference[] }) {
  return (
    <ul className={classes.references}>
      {references.map(({ url, kind, title }) => (
        <li key={url}>
          <span className={classes.kind}>{kind || 'other'}</span>
          <WebLink url={url} title={title || url} />
        </li>
      ))}
    </ul>
  )
}
