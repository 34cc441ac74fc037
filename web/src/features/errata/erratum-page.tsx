import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { AppLink } from '../../components/app-link.tsx'
import { ErratumType, Severity } from '../../components/facts/erratum-badge.tsx'
import { day, plural, sentence } from '../../components/format.ts'
import { HostRows } from '../../components/list/host-rows.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { LinkRows } from '../../components/page/link-rows.tsx'
import { Section } from '../../components/page/section.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import columns from '../../components/page/two-columns.module.css'
import { listPath, osReleasePath, packageVersionPath, repositoryPath } from '../../components/paths.ts'
import { AcceptButton } from '../../components/security/accept-button.tsx'
import { Exceptions } from '../../components/security/exceptions.tsx'
import { ReferenceList } from '../../components/security/reference-list.tsx'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { CveLinks } from './cve-links.tsx'
import { getErratum } from './errata-api.ts'
import classes from './erratum.module.css'
import { ErratumFixes } from './erratum-fixes.tsx'

/** One erratum: who waits for it, what fixes it, and why it was published. */
export function ErratumPage() {
  const { name = '' } = useParams({ strict: false }) as { name?: string }
  const found = useQuery({ queryKey: ['errata', 'one', name], queryFn: () => getErratum(name) })
  const one = found.data
  useCrumbs(name, { label: 'Errata', href: '/errata' })
  if (!one) return found.error ? <ErrorState error={found.error} /> : <HeaderSkeleton />
  return (
    <>
      <ThingHeader
        name={one.name}
        state={
          <>
            <ErratumType type={one.type} />
            <Severity severity={one.severity} />
          </>
        }
        actions={<AcceptButton kind="erratum" name={one.name} />}
        facts={[
          one.source !== 'updateinfo' && (
            <AppLink key="source" href={listPath('/errata', { source: one.source })} className="link">
              {sentence(one.source)}
            </AppLink>
          ),
          one.issued_at && `published ${day(one.issued_at)}`,
          one.updated_at && one.updated_at !== one.issued_at && `updated ${day(one.updated_at)}`,
          ...one.os_releases.map((release) => (
            <AppLink key={release.id} href={osReleasePath(release.id)} className="link">
              {release.name}
            </AppLink>
          )),
        ]}
      >
        {one.title && <p className={classes.title}>{one.title}</p>}
      </ThingHeader>
      <div className={columns.columns}>
        <div className={columns.stack}>
          <Waiting erratum={one} />
          {one.cve_list.length > 0 && (
            <Section title={plural(one.cve_list.length, 'CVE')}>
              <CveLinks cves={one.cve_list} />
            </Section>
          )}
          {one.description && (
            <Section title="Description">
              <p className={classes.description}>{one.description}</p>
            </Section>
          )}
        </div>
        <div className={columns.stack}>
          <Exceptions kind="erratum" name={one.name} />
          {one.package_list.length > 0 && <Fixed erratum={one} />}
          {one.fix_list.length > 0 && <ErratumFixes fixes={one.fix_list} />}
          <Listed erratum={one} />
          {one.reference_list.length > 0 && (
            <Section title={plural(one.reference_list.length, 'reference')}>
              <ReferenceList references={one.reference_list} />
            </Section>
          )}
        </div>
      </div>
    </>
  )
}

type Detail = Awaited<ReturnType<typeof getErratum>>

function Waiting({ erratum: { name, waiting_hosts: waiting, accepted_hosts: accepted } }: { erratum: Detail }) {
  return (
    <Section
      title={
        waiting === 0 ? 'No host waits for it' : `${plural(waiting, 'host')} ${waiting === 1 ? 'waits' : 'wait'} for it`
      }
      {...(accepted > 0 ? { note: `accepted on ${plural(accepted, 'host')}` } : {})}
      aside={waiting > 0 && <AsList href={listPath('/hosts', { erratum: name })} />}
    >
      <HostRows filter={{ erratum: name }} none="No pending update of any host brings it." />
    </Section>
  )
}

/** By repositories; what a feed tells is said in the head. */
function Listed({ erratum: { source, available_from: repositories } }: { erratum: Detail }) {
  if (source !== 'updateinfo' && repositories.length === 0) return null
  return (
    <Section title="Listed by">
      <LinkRows
        rows={repositories.map((repository) => ({ label: repository.name, href: repositoryPath(repository.id) }))}
        none="No enabled repository lists it now."
      />
    </Section>
  )
}

function Fixed({ erratum }: { erratum: Detail }) {
  return (
    <Section
      title={`Fixed by ${plural(erratum.package_list.length, 'package')}`}
      aside={<AsList href={listPath('/package-versions', { erratum: erratum.name })} />}
    >
      <div className={classes.packages}>
        <LinkRows
          rows={erratum.package_list.map((version) => ({
            label: version.name,
            detail: [version.full_version, version.arch, version.module].filter(Boolean).join(' '),
            href: packageVersionPath(version.id),
            aside: version.hosts > 0 && <span className="dim">on {plural(version.hosts, 'host')}</span>,
          }))}
          none="It names no package."
        />
      </div>
    </Section>
  )
}

function AsList({ href }: { href: string }) {
  return (
    <AppLink href={href} className="link">
      As a list
    </AppLink>
  )
}
