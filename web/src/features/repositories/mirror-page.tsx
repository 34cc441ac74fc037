import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCanWrite } from '../../api/session.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { RejectTable } from '../../components/facts/reject-table.tsx'
import { RepositoryStateBadge } from '../../components/facts/repository-state-badge.tsx'
import { plural } from '../../components/format.ts'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { FactList } from '../../components/page/fact-list.tsx'
import { Notice } from '../../components/page/notice.tsx'
import { Section } from '../../components/page/section.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import columns from '../../components/page/two-columns.module.css'
import { listPath, mirrorPath, repositoryPath } from '../../components/paths.ts'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { MirrorActions } from './mirror-actions.tsx'
import { MirrorCards } from './mirror-cards.tsx'
import { MirrorParts } from './mirror-parts.tsx'
import { getMirror, type MirrorDetail } from './repositories-api.ts'
import { SameElsewhere } from './same-elsewhere.tsx'

export function MirrorPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const found = useQuery({ queryKey: ['mirrors', 'one', id], queryFn: () => getMirror(Number(id)) })
  const canWrite = useCanWrite()
  const one = found.data
  useCrumbs(
    one ? `Mirror ${one.id}` : 'Mirror',
    { label: 'Repositories', href: '/repositories' },
    ...(one ? [{ label: one.repository.name, href: repositoryPath(one.repository.id) }] : []),
  )
  if (!one) return found.error ? <ErrorState error={found.error} /> : <HeaderSkeleton />
  const ago = (at: string | null) => <Ago at={at} suffix={at !== null} />
  return (
    <>
      <ThingHeader
        name={one.url}
        state={<RepositoryStateBadge state={one.enabled ? one.state : 'disabled'} reason={one.reason} />}
        actions={canWrite && <MirrorActions mirror={one} />}
      >
        {one.reason && <Notice tone="bad">{one.reason}</Notice>}
      </ThingHeader>
      <div className={columns.columns}>
        <Section title="Facts">
          <FactList
            facts={[
              [
                'Repository',
                <AppLink key="r" href={repositoryPath(one.repository.id)} className="link">
                  {one.repository.name}
                </AppLink>,
              ],
              ['Enabled', one.enabled ? 'yes' : 'no'],
              ['Refreshed', one.refresh ? 'yes' : 'no: by hand, or after too many failures'],
              ...fromFacts(one),
              ...checksumFact(one),
            ]}
          />
        </Section>
        <Section title="Last contact">
          <FactList
            facts={[
              ['Tried', ago(one.checked_at)],
              ['Confirmed or replaced', ago(one.confirmed_at)],
              ['Changed', ago(one.changed_at)],
              ['Last access', one.last_access_ok ? 'ok' : 'failed'],
              ['Failures in a row', String(one.fail_count)],
              ['Failing since', one.failing_since ? ago(one.failing_since) : '–'],
            ]}
          />
        </Section>
        {!one.is_mirrorlist && (
          <div className={columns.wide}>
            <Section title="Parts" note="what was read of it and is in force; each changes on its own">
              <MirrorParts parts={one.parts} />
            </Section>
          </div>
        )}
        {one.is_mirrorlist && (
          <div className={columns.wide}>
            <Section title={`Gave ${plural(one.gave, 'mirror')}`} note="they go when it names them no more">
              <MirrorCards mirrors={one.gave_list} ofList />
            </Section>
          </div>
        )}
        {one.same_elsewhere.length > 0 && (
          <div className={columns.wide}>
            <SameElsewhere mirror={one} />
          </div>
        )}
        {one.reject_items.length > 0 && (
          <div className={columns.wide}>
            <Section title={`${plural(one.rejects, 'entry', 'entries')} of its index could not be used`}>
              <RejectTable rejects={one.reject_items} />
            </Section>
          </div>
        )}
      </div>
    </>
  )
}

/** Where it is from, and whether it names others. */
function fromFacts({ is_mirrorlist, from }: MirrorDetail): [string, ReactNode][] {
  if (is_mirrorlist) return [['Kind', 'mirror list: it names other mirrors']]
  if (!from) return []
  return [
    [
      'Given by',
      <AppLink key="f" href={mirrorPath(from.id)} className="link">
        {from.url}
      </AppLink>,
    ],
  ]
}

function checksumFact({ is_mirrorlist, checksum }: MirrorDetail): [string, ReactNode][] {
  if (is_mirrorlist) return []
  if (checksum === '') return [['Checksum', 'none yet']]
  return [
    [
      'Checksum',
      <AppLink key="c" href={listPath('/mirrors', { checksum })} className="mono link">
        {checksum}
      </AppLink>,
    ],
  ]
}
