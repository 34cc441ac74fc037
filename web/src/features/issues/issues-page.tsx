import { useQuery } from '@tanstack/react-query'
import { issuesQuery } from '../../api/issues.ts'
import type { Issue } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { SeverityIcon } from '../../components/facts/severity-icon.tsx'
import { count, plural } from '../../components/format.ts'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import classes from './issues.module.css'

/** What needs attention, worst first; each leads to exactly its rows. */
export function IssuesPage() {
  useCrumbs('Issues')
  const issues = useQuery(issuesQuery)
  if (!issues.data)
    return issues.error ? <ErrorState error={issues.error} retry={() => void issues.refetch()} /> : <HeaderSkeleton />
  if (issues.data.length === 0) {
    return (
      <EmptyState
        title="Nothing needs attention"
        text="Every host reports, every repository can be read, nothing is out of order."
      />
    )
  }
  return (
    <>
      <ThingHeader name="Issues" facts={[`${plural(issues.data.length, 'kind')} of issue`]} />
      <ul className={classes.list}>
        {issues.data.map((issue) => (
          <IssueRow key={issue.kind} issue={issue} />
        ))}
      </ul>
    </>
  )
}

function IssueRow({ issue }: { issue: Issue }) {
  return (
    <li className={classes.issue}>
      <SeverityIcon severity={issue.severity} />
      <div className={classes.text}>
        <AppLink href={issue.href} className={classes.title ?? ''}>
          {issue.title}
        </AppLink>
        <p>{issue.detail}</p>
        {issue.sample.length > 0 && (
          <p className={classes.sample}>
            {issue.sample.map((one) => (
              <AppLink key={one.href + one.label} href={one.href}>
                {one.label}
              </AppLink>
            ))}
            {issue.count > issue.sample.length && (
              <AppLink href={issue.href} className="link">
                {count(issue.count - issue.sample.length)} more
              </AppLink>
            )}
          </p>
        )}
      </div>
      <span className={classes.count}>{count(issue.count)}</span>
    </li>
  )
}
