import type { Summary } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { VersionChange } from '../../components/facts/version-change.tsx'
import { packageTitle, plural } from '../../components/format.ts'
import { Section } from '../../components/page/section.tsx'
import { listPath, updatePath } from '../../components/paths.ts'
import classes from './dashboard.module.css'

/** Install this one, and so many hosts get better. */
export function Widespread({ updates }: { updates: Summary['widespread'] }) {
  return (
    <Section
      title="Most widespread security updates"
      aside={
        <AppLink href="/updates?security=true" className="link">
          All security updates
        </AppLink>
      }
    >
      <ul className={classes.rows}>
        {updates.map((update) => (
          <li key={update.id} className={classes.row}>
            <span className={classes.name}>
              <AppLink href={updatePath(update.id)}>{packageTitle(update)}</AppLink>
              <small>
                <VersionChange from={update.installed} to={update.candidate} />
              </small>
            </span>
            <AppLink
              href={listPath('/hosts', { update: update.id, update_security: true })}
              className={`${classes.figure} ${classes.part}`}
            >
              {plural(update.hosts, 'host')}
            </AppLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}
