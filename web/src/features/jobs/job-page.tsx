import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Ago } from '../../components/facts/ago.tsx'
import { duration, sentence } from '../../components/format.ts'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { FactList } from '../../components/page/fact-list.tsx'
import { Section } from '../../components/page/section.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import columns from '../../components/page/two-columns.module.css'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { JobState } from './job-state.tsx'
import { getJob, JOB_NAMES, resultValue, resultWords } from './jobs-api.ts'

export function JobPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const found = useQuery({
    queryKey: ['jobs', 'one', id],
    queryFn: () => getJob(Number(id)),
    refetchInterval: (query) => (query.state.data?.finished_at ? false : 1500),
  })
  const job = found.data
  useCrumbs(job ? `${JOB_NAMES[job.kind] ?? job.kind} ${job.id}` : 'Job', { label: 'Jobs', href: '/jobs' })
  if (!job) return found.error ? <ErrorState error={found.error} /> : <HeaderSkeleton />
  const ago = (at: string | null) => <Ago at={at} suffix={at !== null} never="not yet" />
  const results = Object.entries(job.result).map(([name, value]): [string, string] => [
    sentence(resultWords(name)),
    name === 'ms' ? duration(Number(value)) : resultValue(value),
  ])
  return (
    <>
      <ThingHeader
        name={JOB_NAMES[job.kind] ?? job.kind}
        state={<JobState job={job} />}
        facts={[job.subject && `about ${job.subject}`]}
      />
      <div className={columns.columns}>
        <Section title="When">
          <FactList
            facts={[
              ['Asked for', ago(job.created_at)],
              ['Started', ago(job.started_at)],
              ['Finished', ago(job.finished_at)],
              ['Took', job.finished_at ? duration(job.duration_ms) : '–'],
              ['Attempts', String(job.attempts)],
            ]}
          />
        </Section>
        <Section title="Outcome">
          {job.error && <p style={{ color: 'var(--security)', fontSize: 13, overflowWrap: 'anywhere' }}>{job.error}</p>}
          {results.length > 0 ? (
            <FactList facts={results} />
          ) : (
            !job.error && <p className="dim">Nothing to tell yet.</p>
          )}
        </Section>
      </div>
    </>
  )
}
