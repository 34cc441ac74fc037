import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useCanWrite } from '../../api/session.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { RejectTable } from '../../components/facts/reject-table.tsx'
import { absolute, count } from '../../components/format.ts'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { FactList } from '../../components/page/fact-list.tsx'
import { Notice } from '../../components/page/notice.tsx'
import { Section } from '../../components/page/section.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import columns from '../../components/page/two-columns.module.css'
import { listPath } from '../../components/paths.ts'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { FeedState } from './feed-state.tsx'
import { getFeed } from './feeds-api.ts'
import { ReadButton } from './feeds-page.tsx'

type Detail = Awaited<ReturnType<typeof getFeed>>

/** One source: what it holds, how old that is, and what of it could not be used. */
export function FeedPage() {
  const { name = '' } = useParams({ strict: false }) as { name?: string }
  const found = useQuery({ queryKey: ['feeds', 'one', name], queryFn: () => getFeed(name), refetchInterval: 10_000 })
  const feed = found.data
  const canWrite = useCanWrite()
  useCrumbs(name, { label: 'Sources', href: '/feeds' })
  if (!feed) return found.error ? <ErrorState error={found.error} /> : <HeaderSkeleton />
  return (
    <>
      <ThingHeader
        name={feed.name}
        state={<FeedState feed={feed} />}
        facts={[feed.title, feed.release && `release ${feed.release}`]}
        actions={canWrite && feed.state !== 'off' && <ReadButton source={feed.source} />}
      >
        {feed.reason && (
          <Notice tone="bad">
            {/[.!?]$/.test(feed.reason) ? feed.reason : `${feed.reason}.`}
            {feed.failing_since && (
              <>
                {' '}
                It has been so for <Ago at={feed.failing_since} />.{' '}
                {feed.confirmed_at ? 'What was read before stays in force.' : 'It was never read.'}
              </>
            )}
          </Notice>
        )}
      </ThingHeader>
      <div className={columns.columns}>
        <Section title="What is in force">
          <FactList facts={holds(feed)} />
        </Section>
        <Section title="Last contact">
          <FactList
            facts={[
              ['Address', <span key="url">{feed.url}</span>],
              ['Tried', <Ago key="tried" at={feed.checked_at} suffix={feed.checked_at !== null} />],
              ['Current as of', <Ago key="read" at={feed.confirmed_at} suffix={feed.confirmed_at !== null} />],
              ['Changed', <Ago key="changed" at={feed.changed_at} suffix={feed.changed_at !== null} />],
              ['Failures in a row', count(feed.fail_count)],
              ...wantsPause(feed),
            ]}
          />
        </Section>
        {feed.reject_items.length > 0 && (
          <div className={columns.wide}>
            <Section title="Not used" note="each is left out by itself">
              <RejectTable rejects={feed.reject_items} />
            </Section>
          </div>
        )}
      </div>
    </>
  )
}

/** What its server asked for. */
function wantsPause({ retry_at }: Detail): [string, React.ReactNode][] {
  return retry_at && Date.parse(retry_at) > Date.now() ? [['Not asked before', absolute(retry_at)]] : []
}

function holds(feed: Detail): [string, React.ReactNode][] {
  if (feed.yields !== 'errata')
    return [
      ['Entries', count(feed.items)],
      ['Not used', count(feed.rejects)],
    ]
  return [
    [
      'Errata',
      <AppLink key="errata" href={listPath('/errata', { source: feed.source })} className="link">
        {count(feed.items)}
      </AppLink>,
    ],
    ['Fixes of packages', count(feed.fixes)],
    ['Not used', count(feed.rejects)],
  ]
}
