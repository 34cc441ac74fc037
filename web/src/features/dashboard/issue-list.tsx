import { useQuery } from '@tanstack/react-query'
import { issuesQuery } from '../../api/issues.ts'
import { AppLink } from '../../components/app-link.tsx'
import { SeverityIcon } from '../../components/facts/severity-icon.tsx'
import { count } from '../../components/format.ts'
import { Section } from '../../components/page/section.tsx'
import classes from './dashboard.module.css'

const SHOWN = 8

export function IssueList() {
  const { data = [] } = useQuery(issuesQuery)
  return (
    <Section
      title="Issues"
      aside={
        <AppLink href="/issues" className="link">
          All issues
        </AppLink>
      }
    >
      <ul className={classes.rows}>
        {data.slice(0, SHOWN).map((issue) => (
          <li key={issue.kind} className={classes.row}>
            <SeverityIcon severity={issue.severity} />
            <span className={classes.name}>
              <AppLink href={issue.href}>{issue.title}</AppLink>
            </span>
            <span className={`${classes.figure} num`}>{count(issue.count)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
