import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { AppLink } from '../../components/app-link.tsx'
import { packageTitle, plural } from '../../components/format.ts'
import { HostRows } from '../../components/list/host-rows.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { LinkRows } from '../../components/page/link-rows.tsx'
import { Section } from '../../components/page/section.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import classes from '../../components/page/two-columns.module.css'
import { listPath, packagePath, repositoryPath } from '../../components/paths.ts'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { ErrataRows } from './errata-rows.tsx'
import { getPackageVersion } from './packages-api.ts'

/** One version: which hosts have it, which repositories offer it. */
export function VersionPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const found = useQuery({ queryKey: ['versions', 'one', id], queryFn: () => getPackageVersion(Number(id)) })
  const version = found.data
  useCrumbs(
    version?.full_version ?? 'Version',
    { label: 'Packages', href: '/packages' },
    ...(version ? [{ label: version.name, href: packagePath(version.name) }] : []),
  )
  if (!version) return found.error ? <ErrorState error={found.error} /> : <HeaderSkeleton />
  return (
    <>
      <ThingHeader
        name={`${packageTitle(version)} ${version.full_version}`}
        facts={[
          version.arch,
          version.type,
          version.source && version.source !== version.name && `source ${version.source}`,
        ]}
      />
      <div className={classes.columns}>
        <Section
          title={`Installed on ${plural(version.hosts, 'host')}`}
          aside={
            version.hosts > 0 && (
              <AppLink href={listPath('/hosts', { package_id: version.id })} className="link">
                As a list
              </AppLink>
            )
          }
        >
          <HostRows filter={{ package_id: String(version.id) }} none="No host has this version installed." />
        </Section>
        <Section title={`Offered by ${plural(version.available_from.length, 'repository', 'repositories')}`}>
          <LinkRows
            rows={version.available_from.map((one) => ({ label: one.name, href: repositoryPath(one.id) }))}
            none="No repository that is known here offers this version."
          />
        </Section>
        <ErrataRows packageId={version.id} />
      </div>
    </>
  )
}
