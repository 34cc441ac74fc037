import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ReportDetail } from '../../api/types.ts'
import { RejectTable } from '../../components/facts/reject-table.tsx'
import { count } from '../../components/format.ts'
import { PageTabs } from '../../components/page/page-tabs.tsx'
import type { Search } from '../../components/search-params.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { LongTable } from './long-table.tsx'

/** The report's sections as they were understood, and what could not be used of them. */
export function ReportSections({ report }: { report: ReportDetail }) {
  const { sections, reject_items: rejects } = report
  const { tab = rejects.length > 0 ? 'rejects' : 'packages' } = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const updates = [
    ...sections.security_updates.map((one) => ({ ...one, kind: 'security' })),
    ...sections.bugfix_updates.map((one) => ({ ...one, kind: 'bugfix' })),
  ]
  const note = (rows: unknown[] | null) => (rows === null ? 'not sent' : count(rows.length))
  return (
    <PageTabs
      value={tab}
      onChange={(next) => void navigate({ to: '.', search: { tab: next } as never, replace: true, resetScroll: false })}
      tabs={[
        ...(rejects.length > 0 ? [{ value: 'rejects', label: 'Rejects', note: count(rejects.length) }] : []),
        { value: 'packages', label: 'Packages', note: note(sections.packages) },
        { value: 'repos', label: 'Repositories', note: note(sections.repos) },
        { value: 'modules', label: 'Modules', note: note(sections.modules) },
        { value: 'updates', label: 'Its own updates', note: note(updates) },
      ]}
    >
      <Tabs.Panel value="rejects" px="xl" py="md">
        <RejectTable rejects={rejects} />
      </Tabs.Panel>
      <Tabs.Panel value="packages">
        <Sent rows={sections.packages}>
          {(rows) => (
            <LongTable
              head={['Package', 'Version', 'Arch', 'Type', '']}
              rows={rows.map((one) => [one.name, one.version, one.arch, one.type, one.held ? 'held' : ''])}
            />
          )}
        </Sent>
      </Tabs.Panel>
      <Tabs.Panel value="repos">
        <Sent rows={sections.repos}>
          {(rows) => (
            <LongTable
              head={['Name', 'Id', 'Type', 'Priority', 'Addresses']}
              rows={rows.map((one) => [one.name, one.id, one.type, String(one.priority), one.urls.join(' ')])}
            />
          )}
        </Sent>
      </Tabs.Panel>
      <Tabs.Panel value="modules">
        <Sent rows={sections.modules}>
          {(rows) => (
            <LongTable
              head={['Module', 'Stream', 'Version', 'Context', 'Repository']}
              rows={rows.map((one) => [one.name, one.stream, one.version, one.context, one.repo])}
            />
          )}
        </Sent>
      </Tabs.Panel>
      <Tabs.Panel value="updates">
        <Sent rows={updates}>
          {(rows) => (
            <LongTable
              head={['Package', 'Version', 'Arch', 'Repository', 'Kind']}
              rows={rows.map((one) => [one.name, one.version, one.arch, one.repo, one.kind])}
            />
          )}
        </Sent>
      </Tabs.Panel>
    </PageTabs>
  )
}

/** Not sent and sent empty are different things. */
function Sent<T>({ rows, children }: { rows: T[] | null; children: (rows: T[]) => ReactNode }) {
  if (rows === null) return <EmptyState title="Not sent" text="What was known of the host before stays as it is." />
  if (rows.length === 0) return <EmptyState title="Nothing" text="The section was sent, and it is empty." />
  return children(rows)
}
