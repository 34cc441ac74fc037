import { AppLink } from '../app-link.tsx'
import { listPath } from '../paths.ts'
import classes from './tags.module.css'

/** Each tag leads to its hosts. */
export function Tags({ tags }: { tags: string[] }) {
  return (
    <span className={classes.tags}>
      {tags.map((tag) => (
        <AppLink key={tag} href={listPath('/hosts', { tag })} className={classes.tag ?? ''}>
          {tag}
        </AppLink>
      ))}
    </span>
  )
}
