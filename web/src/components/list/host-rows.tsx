import { useQuery } from '@tanstack/react-query'
import { api, toQuery, unwrap } from '../../api/client.ts'
import { AppLink } from '../app-link.tsx'
import { StateBadge } from '../facts/state-badge.tsx'
import { count } from '../format.ts'
import { LinkRows } from '../page/link-rows.tsx'
import { hostPath, listPath } from '../paths.ts'
import type { Search } from '../search-params.ts'

const SHOWN = 20

/** The first hosts that match a filter, and a link to all of them. */
export function HostRows({ filter, none }: { filter: Search; none: string }) {
  const query = { ...filter, per_page: String(SHOWN), sort: 'hostname' }
  const { data } = useQuery({
    queryKey: ['hosts', 'some', query],
    queryFn: () => unwrap(api.GET('/hosts', { params: { query: toQuery(query) } })),
  })
  if (!data) return <div style={{ height: 120 }} aria-busy="true" />
  return (
    <>
      <LinkRows
        none={none}
        rows={data.items.map((host) => ({
          label: host.hostname,
          detail: host.os.variant,
          href: hostPath(host.hostname),
          aside: <StateBadge state={host.state} />,
        }))}
      />
      {data.total > SHOWN && (
        <p style={{ fontSize: 13 }}>
          <AppLink href={listPath('/hosts', filter)} className="link">
            All {count(data.total)} hosts
          </AppLink>
        </p>
      )}
    </>
  )
}
