import type { Mirror } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { RepositoryStateBadge } from '../../components/facts/repository-state-badge.tsx'
import { count, plural } from '../../components/format.ts'
import { mirrorPath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import classes from './mirror-cards.module.css'

/** The addresses that a repository is read from, each with its last outcome in words. */
export function MirrorCards({ mirrors }: { mirrors: Mirror[] }) {
  if (mirrors.length === 0) return <EmptyState title="No mirrors" text="There is nowhere to read it from." />
  return (
    <ul className={classes.list}>
      {mirrors.map((mirror) => (
        <li key={mirror.id} className={classes.mirror}>
          <div className={classes.first}>
            <AppLink href={mirrorPath(mirror.id)} className={classes.url ?? ''}>
              {mirror.url}
            </AppLink>
            <RepositoryStateBadge state={mirror.enabled ? mirror.state : 'disabled'} reason={mirror.reason} />
          </div>
          {mirror.reason && <div>{mirror.reason}</div>}
          <div className="dim">
            {plural(mirror.packages, 'package')} · read{' '}
            <Ago at={mirror.confirmed_at} suffix={mirror.confirmed_at !== null} /> · changed{' '}
            <Ago at={mirror.changed_at} suffix={mirror.changed_at !== null} />
            {mirror.fail_count > 0 && ` · failed ${count(mirror.fail_count)} times in a row`}
            {!mirror.refresh && ' · not refreshed any more'}
            {mirror.rejects > 0 && ` · ${plural(mirror.rejects, 'entry', 'entries')} rejected`}
          </div>
        </li>
      ))}
    </ul>
  )
}
