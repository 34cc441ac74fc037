import { useQuery } from '@tanstack/react-query'
import type { PriorityItem, PriorityList } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { count, plural, sentence } from '../../components/format.ts'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { Section } from '../../components/page/section.tsx'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import { cvePath, listPath, packagePath } from '../../components/paths.ts'
import { listExceptions } from '../../components/security/exceptions-api.ts'
import { PriorityBar } from '../../components/security/priority-bar.tsx'
import { PRIORITY_PARTS } from '../../components/security/priority-parts.ts'
import { SECURITY_PAGES } from '../../components/security/security-pages.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { listPriority } from './cves-api.ts'
import classes from './priority.module.css'

/** Which package's updates help most, and by which formula. */
export function PriorityPage() {
  useCrumbs('Patch first', { label: 'CVEs', href: '/cves?affecting=true' })
  const { data, error, refetch } = useQuery({ queryKey: ['priority'], queryFn: listPriority })
  return (
    <>
      <SubNav pages={SECURITY_PAGES} />
      {data ? (
        <Contents list={data} />
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <HeaderSkeleton />
      )}
    </>
  )
}

function Contents({ list }: { list: PriorityList }) {
  const [first] = list.items
  if (!first) {
    return (
      <EmptyState
        title="Nothing to patch first"
        text="No pending update ends a CVE that is known. Updates without a CVE are in the list of updates."
      />
    )
  }
  return (
    <>
      <ThingHeader
        name="Patch first"
        facts={[
          answer(first),
          list.total > list.items.length && `the first ${list.items.length} of ${list.total} packages`,
        ]}
      />
      <div className={classes.page}>
        <ol className={classes.items}>
          {list.items.map((item) => (
            <Item key={item.package} item={item} />
          ))}
        </ol>
        <Formula list={list} />
      </div>
    </>
  )
}

function answer({ package: name, hosts, cves, exploited }: PriorityItem): string {
  const all = cves === exploited ? (cves === 1 ? ', which is exploited' : ', all exploited') : ''
  const known = all || (exploited > 0 ? `, ${count(exploited)} of them exploited` : '')
  return `Updating ${name} makes ${plural(hosts, 'host')} better: it ends ${plural(cves, 'CVE')}${known}.`
}

function Item({ item }: { item: PriorityItem }) {
  const { package: name, worst } = item
  return (
    <li className={classes.item}>
      <div className={classes.what}>
        <AppLink href={packagePath(name)} className={classes.name ?? ''}>
          {name}
        </AppLink>
        <span className={classes.numbers}>
          <AppLink href={listPath('/hosts', { update_of: name })}>{plural(item.hosts, 'host')}</AppLink>
          <AppLink href={listPath('/cves', { ended_by: name })}>{plural(item.cves, 'CVE')}</AppLink>
          {item.exploited > 0 && (
            <AppLink href={listPath('/cves', { ended_by: name, exploited: true })} className={classes.exploited ?? ''}>
              {count(item.exploited)} exploited
            </AppLink>
          )}
        </span>
      </div>
      <div className={classes.worst}>
        <AppLink href={cvePath(worst.name)}>{worst.name}</AppLink>{' '}
        <span className="dim">{[sentence(worst.severity), worst.score?.toFixed(1)].filter(Boolean).join(' ')}</span>
      </div>
      <PriorityBar parts={item.parts} score={item.score} />
      <AppLink href={listPath('/updates', { q: name, security: true })} className="link">
        Updates
      </AppLink>
    </li>
  )
}

/** What is accepted for all hosts, counted openly. */
function LeftOut() {
  const query = { kind: 'cve', scope: 'all', active: 'true' }
  const { data } = useQuery({
    queryKey: ['exceptions', 'for-all'],
    queryFn: () => listExceptions({ ...query, per_page: '1' }),
  })
  if (!data?.total) return 'CVEs that somebody accepts for all hosts would be left out; none is.'
  return (
    <>
      <AppLink href={listPath('/exceptions', query)} className="link">
        {plural(data.total, 'CVE')}
      </AppLink>{' '}
      that somebody accepts for all hosts {data.total === 1 ? 'is' : 'are'} left out.
    </>
  )
}

function Formula({ list: { formula, weights } }: { list: PriorityList }) {
  return (
    <Section title="How the score is made" note="of the worst CVE that the updates of a package end">
      <p className={classes.formula}>{formula}</p>
      <ul className={classes.weights}>
        {PRIORITY_PARTS.map(({ key, word, meaning }, i) => (
          <li key={key}>
            <i data-part={key} aria-hidden />
            <b>{word}</b> <span className="dim">{meaning}</span>
            <span className={classes.weight}>
              w{i + 1} = {weights[key]}
            </span>
          </li>
        ))}
      </ul>
      <p className="dim" style={{ fontSize: 13 }}>
        The weights are settings. <LeftOut />
      </p>
    </Section>
  )
}
