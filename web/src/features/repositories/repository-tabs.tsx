import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { PackageVersion } from '../../api/types.ts'
import { count } from '../../components/format.ts'
import { HostRows } from '../../components/list/host-rows.tsx'
import { ListView } from '../../components/list/list-view.tsx'
import { namedVersionCard, OFFERED_VERSION_COLUMNS } from '../../components/list/version-columns.tsx'
import { LinkRows } from '../../components/page/link-rows.tsx'
import { PageTabs } from '../../components/page/page-tabs.tsx'
import { Section } from '../../components/page/section.tsx'
import columns from '../../components/page/two-columns.module.css'
import { osReleasePath, packageVersionPath } from '../../components/paths.ts'
import type { Search } from '../../components/search-params.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { MirrorCards } from './mirror-cards.tsx'
import { type getRepository, listRepositoryPackages } from './repositories-api.ts'

type Detail = Awaited<ReturnType<typeof getRepository>>

const keyOf = (one: PackageVersion) => String(one.id)

export function RepositoryTabs({ repository }: { repository: Detail }) {
  const { tab = 'mirrors' } = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  return (
    <PageTabs
      value={tab}
      onChange={(next) => void navigate({ to: '.', search: { tab: next } as never, replace: true, resetScroll: false })}
      tabs={[
        { value: 'mirrors', label: 'Mirrors', note: count(repository.mirror_list.length) },
        { value: 'packages', label: 'Packages', note: count(repository.packages) },
        { value: 'used', label: 'Used by', note: count(repository.hosts) },
      ]}
    >
      <Tabs.Panel value="mirrors">
        <MirrorCards mirrors={repository.mirror_list} />
      </Tabs.Panel>
      <Tabs.Panel value="packages">
        <ListView
          noun="packages"
          scope={`repository-${repository.id}`}
          fetchPage={(query) => listRepositoryPackages(repository.id, query)}
          columns={OFFERED_VERSION_COLUMNS}
          rowKey={keyOf}
          rowHref={(one) => packageVersionPath(one.id)}
          card={namedVersionCard}
          defaultSort="name"
          empty={
            <EmptyState
              title="It offers nothing"
              text="Its index was read and is empty, or it has not been read yet: the Mirrors tab says which."
            />
          }
        />
      </Tabs.Panel>
      <Tabs.Panel value="used">
        <div className={columns.columns}>
          <Section title="Hosts">
            <HostRows filter={{ repository: String(repository.id) }} none="No host uses it." />
          </Section>
          <Section title="OS releases">
            <LinkRows
              rows={repository.os_releases.map((one) => ({ label: one.name, href: osReleasePath(one.id) }))}
              none="It is linked to no OS release."
            />
          </Section>
        </div>
      </Tabs.Panel>
    </PageTabs>
  )
}
