import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { Host } from '../../api/types.ts'
import { count } from '../../components/format.ts'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { PageTabs } from '../../components/page/page-tabs.tsx'
import type { Search } from '../../components/search-params.ts'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { HostHeader } from './host-header.tsx'
import { HostHistory } from './host-history.tsx'
import { HostModules } from './host-modules.tsx'
import { HostPackages } from './host-packages.tsx'
import { HostReports } from './host-reports.tsx'
import { HostRepositories } from './host-repositories.tsx'
import { HostSecurity } from './host-security.tsx'
import { HostUpdates } from './host-updates.tsx'
import { getHost } from './hosts-api.ts'

export function HostPage() {
  const { hostname = '' } = useParams({ strict: false }) as { hostname?: string }
  useCrumbs(hostname, { label: 'Hosts', href: '/hosts' })
  const host = useQuery({
    queryKey: ['hosts', 'one', hostname],
    queryFn: () => getHost(hostname),
    refetchInterval: 30_000,
  })
  if (!host.data)
    return host.error ? <ErrorState error={host.error} retry={() => void host.refetch()} /> : <HeaderSkeleton />
  return (
    <>
      <HostHeader host={host.data} />
      <HostTabs host={host.data} />
    </>
  )
}

function HostTabs({ host }: { host: Host }) {
  const { tab = 'updates' } = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const { counts, hostname } = host
  return (
    <PageTabs
      value={tab}
      onChange={(next) => void navigate({ to: '.', search: { tab: next } as never, replace: true, resetScroll: false })}
      tabs={[
        { value: 'updates', label: 'Updates', note: count(counts.updates) },
        { value: 'packages', label: 'Packages', note: count(counts.packages) },
        { value: 'security', label: 'Security' },
        { value: 'repositories', label: 'Repositories', note: count(counts.repositories) },
        ...(counts.modules > 0 || tab === 'modules'
          ? [{ value: 'modules', label: 'Modules', note: count(counts.modules) }]
          : []),
        { value: 'history', label: 'History' },
        { value: 'reports', label: 'Reports', note: count(counts.reports) },
      ]}
    >
      <Tabs.Panel value="updates">
        <HostUpdates host={host} />
      </Tabs.Panel>
      <Tabs.Panel value="packages">
        <HostPackages hostname={hostname} />
      </Tabs.Panel>
      <Tabs.Panel value="security">
        <HostSecurity host={host} />
      </Tabs.Panel>
      <Tabs.Panel value="repositories">
        <HostRepositories hostname={hostname} />
      </Tabs.Panel>
      <Tabs.Panel value="modules">
        <HostModules hostname={hostname} />
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <HostHistory hostname={hostname} />
      </Tabs.Panel>
      <Tabs.Panel value="reports">
        <HostReports hostname={hostname} />
      </Tabs.Panel>
    </PageTabs>
  )
}
