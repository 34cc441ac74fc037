import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { AppLink } from '../../components/app-link.tsx'
import { StateBadge } from '../../components/facts/state-badge.tsx'
import { VersionChange } from '../../components/facts/version-change.tsx'
import { packageTitle, plural } from '../../components/format.ts'
import { HostRows } from '../../components/list/host-rows.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { LinkRows } from '../../components/page/link-rows.tsx'
import { Section } from '../../components/page/section.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import classes from '../../components/page/two-columns.module.css'
import { listPath, packagePath, packageVersionPath, repositoryPath } from '../../components/paths.ts'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { getUpdate } from './updates-api.ts'

/** One update: the hosts that need it, and why it is what it is. */
export function UpdatePage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const found = useQuery({ queryKey: ['updates', 'one', id], queryFn: () => getUpdate(Number(id)) })
  const update = found.data
  useCrumbs(update ? `${packageTitle(update)} ${update.candidate}` : 'Update', { label: 'Updates', href: '/updates' })
  if (!update) return found.error ? <ErrorState error={found.error} /> : <HeaderSkeleton />
  return (
    <>
      <ThingHeader
        name={<AppLink href={packagePath(update.name)}>{packageTitle(update)}</AppLink>}
        state={
          <>
            <VersionChange from={update.installed} to={update.candidate} />
            <Kind update={update} />
          </>
        }
        facts={[
          update.arch,
          update.type,
          <AppLink key="old" href={packageVersionPath(update.installed_id)} className="link">
            the installed version
          </AppLink>,
          <AppLink key="new" href={packageVersionPath(update.candidate_id)} className="link">
            the available version
          </AppLink>,
        ]}
      />
      <div className={classes.columns}>
        <Section
          title={`Pending on ${plural(update.hosts, 'host')}`}
          aside={
            <AppLink href={listPath('/hosts', { update: update.id })} className="link">
              As a list
            </AppLink>
          }
        >
          <HostRows filter={{ update: String(update.id) }} none="No host needs it any more." />
        </Section>
        <div>
          <Section title="Offered by">
            <LinkRows
              rows={update.repositories.map((one) => ({ label: one.name, href: repositoryPath(one.id) }))}
              none="No repository offers it now."
            />
          </Section>
          {update.reasons.length > 0 && (
            <div style={{ marginTop: 32 }}>
              <Section title="Why">
                <ul style={{ padding: 0, margin: '8px 0', listStyle: 'none', fontSize: 13 }}>
                  {update.reasons.map(({ reason, hosts }) => (
                    <li key={reason} style={{ padding: '4px 0' }}>
                      {reason || 'No security source names it.'} <span className="dim">{plural(hosts, 'host')}</span>
                    </li>
                  ))}
                </ul>
              </Section>
            </div>
          )}
        </div>
      </div>
    </>
  )
}

/** For some hosts it can be for security, and a bugfix for others: their systems, or what they have, differ. */
function Kind({ update: { security, security_hosts, hosts } }: { update: UpdateDetail }) {
  if (!security) return <StateBadge state="bugfix" text="Bugfix" />
  const some = security_hosts < hosts && ` on ${plural(security_hosts, 'host')}`
  return <StateBadge state="security" text={`Security${some || ''}`} />
}

type UpdateDetail = Awaited<ReturnType<typeof getUpdate>>
