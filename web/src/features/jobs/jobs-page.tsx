import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCanWrite } from '../../api/session.ts'
import type { Job, QueryKey } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { duration } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
import type { FilterDefinition } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { jobPath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { toast } from '../../components/toaster.tsx'
import { JobState } from './job-state.tsx'
import { describeResult, JOB_KINDS, JOB_NAMES, type JobKind, listJobs, startJob } from './jobs-api.ts'

const FILTERS: FilterDefinition<QueryKey<'listJobs'>>[] = [
  {
    key: 'state',
    label: 'State',
    options: ['queued', 'running', 'done', 'partial', 'failed'].map((value) => ({ value, label: value })),
  },
  { key: 'kind', label: 'Kind', options: JOB_KINDS.map((value) => ({ value, label: JOB_NAMES[value] ?? value })) },
]

const COLUMNS: Column<Job>[] = [
  {
    key: 'kind',
    title: 'Job',
    sort: 'kind',
    width: 280,
    cell: (job) => (
      <>
        <AppLink href={jobPath(job.id)} style={{ fontWeight: 500 }}>
          {JOB_NAMES[job.kind] ?? job.kind}
        </AppLink>
        {job.subject && (
          <span className="dim" style={{ marginLeft: 8 }}>
            {job.subject}
          </span>
        )}
      </>
    ),
    filter: (job) => ({ key: 'kind', value: job.kind, label: JOB_NAMES[job.kind] ?? job.kind }),
    text: (job) => job.kind,
  },
  {
    key: 'state',
    title: 'State',
    width: 110,
    cell: (job) => <JobState job={job} />,
    filter: (job) => ({ key: 'state', value: job.state, label: job.state }),
    text: (job) => job.state,
  },
  {
    key: 'outcome',
    title: 'Outcome',
    cell: (job) => (
      <span className="dim" title={job.error || describeResult(job)}>
        {job.error || describeResult(job)}
      </span>
    ),
    text: (job) => job.error || describeResult(job),
  },
  {
    key: 'created',
    title: 'Asked for',
    sort: 'created_at',
    descending: true,
    width: 110,
    cell: (job) => <Ago at={job.created_at} suffix />,
    text: (job) => job.created_at,
  },
  {
    key: 'took',
    title: 'Took',
    width: 100,
    align: 'right',
    from: 'md',
    cell: (job) => (job.finished_at ? duration(job.duration_ms) : ''),
    text: (job) => job.duration_ms,
  },
  {
    key: 'attempts',
    title: 'Attempts',
    width: 104,
    align: 'right',
    from: 'lg',
    cell: (job) => job.attempts,
    text: (job) => job.attempts,
  },
]

const keyOf = (job: Job) => String(job.id)

export function JobsPage() {
  useCrumbs('Jobs')
  const canWrite = useCanWrite()
  return (
    <ListView
      noun="jobs"
      title="Jobs"
      aside={canWrite && <StartMenu />}
      fetchPage={listJobs}
      columns={COLUMNS}
      filters={FILTERS}
      rowKey={keyOf}
      rowHref={(job) => jobPath(job.id)}
      card={(job) => ({
        title: JOB_NAMES[job.kind] ?? job.kind,
        aside: <Ago at={job.created_at} />,
        second: (
          <>
            <JobState job={job} />
            {job.finished_at && <span className="dim">{duration(job.duration_ms)}</span>}
          </>
        ),
        third: <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{job.error || describeResult(job)}</span>,
      })}
      defaultSort="-created_at"
      refetchInterval={2000}
      searchLabel={false}
      empty={<EmptyState title="Nothing has run yet" text="Work is done when a report arrives, and on the schedule." />}
    />
  )
}

function StartMenu() {
  const queries = useQueryClient()
  const start = useMutation({
    mutationFn: (kind: JobKind) => startJob(kind),
    onSuccess: (_started, kind) => {
      toast(`${JOB_NAMES[kind]}: queued`)
      void queries.invalidateQueries()
    },
    onError: (error) => toast(error.message, 'error'),
  })
  return (
    <Menu>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          fw={400}
          loading={start.isPending}
          rightSection={<IconChevronDown size={13} />}
        >
          Run now
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {JOB_KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => start.mutate(kind)}>
            {JOB_NAMES[kind]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
