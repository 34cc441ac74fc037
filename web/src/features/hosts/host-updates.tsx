import { UnstyledButton } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Host, HostUpdate, QueryKey } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { ErrataLinks } from '../../components/facts/errata-links.tsx'
import { UpdateBadge } from '../../components/facts/update-state.tsx'
import { VersionChange } from '../../components/facts/version-change.tsx'
import { packageTitle } from '../../components/format.ts'
import type { Card } from '../../components/list/card-list.tsx'
import type { Column } from '../../components/list/column.ts'
import { dimColumn, nameColumn } from '../../components/list/column-kinds.tsx'
import type { FilterDefinition } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { listPath, repositoryPath, updatePath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { ExplainDrawer } from './explain-drawer.tsx'
import { HostReplacements } from './host-replacements.tsx'
import { listHostUpdates } from './hosts-api.ts'

const FILTERS: FilterDefinition<QueryKey<'listHostUpdates'>>[] = [
  {
    key: 'security',
    label: 'Kind',
    options: [
      { value: 'true', label: 'Security' },
      { value: 'false', label: 'Bugfix' },
    ],
  },
  {
    key: 'state',
    label: 'State',
    options: ['pending', 'held', 'phased', 'excluded', 'kept-back'].map((value) => ({ value, label: value })),
  },
]

const keyOf = (update: HostUpdate) => `${update.id}`

/** What the host's own package manager would install, each with its "why?". */
export function HostUpdates({ host }: { host: Host }) {
  const [asked, setAsked] = useState<HostUpdate>()
  const columns = useMemo(() => updateColumns(host.hostname, setAsked), [host.hostname])
  return (
    <>
      <ListView
        noun="updates"
        scope={host.hostname}
        fetchPage={(query) => listHostUpdates(host.hostname, query)}
        columns={columns}
        filters={FILTERS}
        rowKey={keyOf}
        card={(update) => updateCard(update, setAsked)}
        defaultSort="-security"
        searchLabel="Search updates…"
        aside={
          <span className="faint nowrap" style={{ fontSize: 12 }}>
            As of <Ago at={host.updates_as_of} suffix />
          </span>
        }
        empty={<NothingPending host={host} />}
      />
      {host.counts.replacements > 0 && <HostReplacements host={host} />}
      <ExplainDrawer hostname={host.hostname} subject={asked} onClose={() => setAsked(undefined)} />
    </>
  )
}

function NothingPending({ host }: { host: Host }) {
  if (!host.updates_as_of)
    return (
      <EmptyState
        title="Not worked out yet"
        text="Updates are found when the host's report has been processed and its repositories have been read."
      />
    )
  return host.has_unknown ? (
    <EmptyState
      title="No updates are known"
      text="Some repositories could not be read, so this is not the same as none."
    />
  ) : (
    <EmptyState
      title="Nothing to update"
      text="The host has the newest version of everything that its repositories offer."
    />
  )
}

function updateColumns(hostname: string, ask: (update: HostUpdate) => void): Column<HostUpdate>[] {
  return [
    nameColumn<HostUpdate>('Package', packageTitle, (update) => updatePath(update.id), { width: 190 }),
    {
      key: 'versions',
      title: 'Installed → available',
      cell: (update) => <VersionChange from={update.installed} to={update.candidate} />,
    },
    {
      key: 'kind',
      title: 'Kind',
      sort: 'security',
      descending: true,
      width: 150,
      cell: (update) => <UpdateBadge update={update} />,
      text: (update) => (update.security ? 'security' : 'bugfix'),
    },
    {
      key: 'installed',
      title: 'Installed',
      optional: true,
      width: 180,
      cell: (update) => update.installed,
      text: (update) => update.installed,
    },
    {
      key: 'candidate',
      title: 'Available',
      optional: true,
      width: 180,
      cell: (update) => update.candidate,
      text: (update) => update.candidate,
    },
    dimColumn('arch', 'Arch', 84, (update) => update.arch, { from: 'xl' }),
    {
      key: 'errata',
      title: 'Errata',
      width: 190,
      from: 'lg',
      cell: (update) => (
        <ErrataLinks names={update.errata} more={listPath('/errata', { host: hostname, package: update.name })} />
      ),
      text: (update) => update.errata.join(' '),
    },
    {
      key: 'repository',
      title: 'Repository',
      width: 164,
      from: 'md',
      cell: (update) =>
        update.repository_id === null ? (
          <span className="dim">{update.repository}</span>
        ) : (
          <AppLink href={repositoryPath(update.repository_id)} className="dim" title={update.repository}>
            {update.repository}
          </AppLink>
        ),
      text: (update) => update.repository,
    },
    { key: 'why', title: '', width: 72, align: 'right', cell: (update) => <Why update={update} ask={ask} /> },
  ]
}

function Why({ update, ask }: { update: HostUpdate; ask: (update: HostUpdate) => void }) {
  return (
    <UnstyledButton className="link" fz={13} onClick={() => ask(update)} aria-label={`Why ${packageTitle(update)}?`}>
      why?
    </UnstyledButton>
  )
}

function updateCard(update: HostUpdate, ask: (update: HostUpdate) => void): Card {
  return {
    title: packageTitle(update),
    aside: <UpdateBadge update={update} />,
    second: <VersionChange from={update.installed} to={update.candidate} />,
    third: (
      <>
        <span style={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {update.errata[0] ?? update.repository}
        </span>
        <Why update={update} ask={ask} />
      </>
    ),
  }
}
