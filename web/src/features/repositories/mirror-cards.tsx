import type { Mirror } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { RepositoryStateBadge } from '../../components/facts/repository-state-badge.tsx'
import { count, plural } from '../../components/format.ts'
import { mirrorPath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import classes from './mirror-cards.module.css'

const PART_WORDS = {
  packages: (n: number) => plural(n, 'package'),
  modules: (n: number) => plural(n, 'module stream'),
  errata: (n: number) => plural(n, 'erratum', 'errata'),
}

/** What was read of it: "17,649 packages, 38 module streams, 412 errata"; a list gives mirrors instead. */
function told({ parts, packages, is_mirrorlist, gave }: Mirror): string {
  if (is_mirrorlist) return `mirror list, gave ${plural(gave, 'mirror')}`
  return parts.map(({ kind, count: n }) => PART_WORDS[kind](n)).join(', ') || plural(packages, 'package')
}

interface MirrorCardsProps {
  mirrors: Mirror[]
  /** On the page of the list that gave them: it need not be told again. */
  ofList?: boolean
}

/** The addresses that a repository is read from, each with its last outcome in words. */
export function MirrorCards({ mirrors, ofList = false }: MirrorCardsProps) {
  if (mirrors.length === 0) return <EmptyState title="No mirrors" text="There is nowhere to read it from." />
  return (
    <ul className={classes.list} data-flush={ofList || undefined}>
      {mirrors.map((mirror) => (
        <li key={mirror.id} className={classes.mirror}>
          <div className={classes.first}>
            <AppLink href={mirrorPath(mirror.id)} className={classes.url ?? ''}>
              {mirror.url}
            </AppLink>
            <RepositoryStateBadge state={mirror.enabled ? mirror.state : 'disabled'} reason={mirror.reason} />
          </div>
          {mirror.reason && <div>{mirror.reason}</div>}
          {mirror.from && !ofList && (
            <div className="dim">
              given by{' '}
              <AppLink href={mirrorPath(mirror.from.id)} className={classes.from ?? ''}>
                {mirror.from.url}
              </AppLink>
            </div>
          )}
          <div className="dim">
            {told(mirror)} · read <Ago at={mirror.confirmed_at} suffix={mirror.confirmed_at !== null} /> · changed{' '}
            <Ago at={mirror.changed_at} suffix={mirror.changed_at !== null} />
            {mirror.fail_count > 0 &&
              ` · ${mirror.fail_count === 1 ? 'failed once' : `failed ${count(mirror.fail_count)} times in a row`}`}
            {!mirror.refresh && ' · not refreshed any more'}
            {mirror.rejects > 0 && ` · ${plural(mirror.rejects, 'entry', 'entries')} rejected`}
          </div>
        </li>
      ))}
    </ul>
  )
}
