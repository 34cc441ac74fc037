import type { Repository } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { RepositoryStateBadge } from '../../components/facts/repository-state-badge.tsx'
import { Section } from '../../components/page/section.tsx'
import { repositoryPath } from '../../components/paths.ts'
import classes from './dashboard.module.css'

export function Trouble({ repositories }: { repositories: Repository[] }) {
  return (
    <Section
      title="Repositories in trouble"
      aside={
        <AppLink href="/repositories?state=failing,partly" className="link">
          All in trouble
        </AppLink>
      }
    >
      <ul className={classes.rows}>
        {repositories.map((repository) => (
          <li key={repository.id} className={classes.row}>
            <span className={classes.name}>
              <AppLink href={repositoryPath(repository.id)}>{repository.name}</AppLink>
              <span className={classes.second}>
                {repository.reason}
                {repository.failing_since && (
                  <>
                    {' · '}
                    for <Ago at={repository.failing_since} />
                  </>
                )}
              </span>
            </span>
            <span className={classes.figure}>
              <RepositoryStateBadge state={repository.state} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
