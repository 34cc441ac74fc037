import { useQuery } from '@tanstack/react-query'
import type { Host } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { plural } from '../../components/format.ts'
import { Section } from '../../components/page/section.tsx'
import { packagePath, updatePath } from '../../components/paths.ts'
import classes from './host-replacements.module.css'
import { listHostUpdates } from './hosts-api.ts'

/** Packages that others obsolete: an update installs these in their place. Not counted as updates. */
export function HostReplacements({ host }: { host: Host }) {
  const { data } = useQuery({
    queryKey: ['hosts', 'replacements', host.hostname],
    queryFn: () => listHostUpdates(host.hostname, { state: 'replacement' }),
  })
  if (!data || data.total === 0) return null
  return (
    <div className={classes.box}>
      <Section title={plural(data.total, 'replacement')} note="other packages obsolete these; not counted as updates">
        <ul className={classes.rows}>
          {data.items.map((one) => (
            <li key={one.id} title={one.reason}>
              <span className={classes.change}>
                <AppLink href={packagePath(one.replaces || one.name)} className={classes.name ?? ''}>
                  {one.replaces || one.name}
                </AppLink>{' '}
                <span className="dim">{one.installed}</span> <span className="faint">→</span>{' '}
                <AppLink href={updatePath(one.id)} className={classes.name ?? ''}>
                  {one.name}
                </AppLink>{' '}
                <span className="dim">{one.candidate}</span>
              </span>
              <span className={classes.repository}>{one.repository}</span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
