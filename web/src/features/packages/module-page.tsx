import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { AppLink } from '../../components/app-link.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { plural } from '../../components/format.ts'
import { HostRows } from '../../components/list/host-rows.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { LinkRows } from '../../components/page/link-rows.tsx'
import { Section } from '../../components/page/section.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import classes from '../../components/page/two-columns.module.css'
import { listPath, packageVersionPath, repositoryPath } from '../../components/paths.ts'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { getModule } from './packages-api.ts'

/** One build of a module stream: which hosts have it active, who describes it, what belongs to it. */
export function ModulePage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const found = useQuery({ queryKey: ['modules', 'one', id], queryFn: () => getModule(id) })
  const one = found.data
  useCrumbs(one ? `${one.name}:${one.stream}` : 'Module', { label: 'Modules', href: '/modules' })
  if (!one) return found.error ? <ErrorState error={found.error} /> : <HeaderSkeleton />
  return (
    <>
      <ThingHeader
        name={`${one.name}:${one.stream}`}
        state={
          <>
            {one.default && (
              <ToneBadge tone="accent" reason="Active on hosts that chose no stream of this module.">
                Default stream
              </ToneBadge>
            )}
            <span className="dim">{one.summary}</span>
          </>
        }
        facts={[
          `version ${one.version}`,
          one.context && `context ${one.context}`,
          one.arch,
          <AppLink key="all" href={listPath('/modules', { name: one.name })} className="link">
            all streams of {one.name}
          </AppLink>,
        ]}
      />
      <div className={classes.columns}>
        <Section
          title={`Active on ${plural(one.hosts, 'host')}`}
          aside={
            <AppLink href={listPath('/hosts', { module: one.id })} className="link">
              As a list
            </AppLink>
          }
        >
          <HostRows filter={{ module: one.id }} none="No host has this build active." />
        </Section>
        <Section title={`Described by ${plural(one.repositories, 'repository', 'repositories')}`}>
          <LinkRows
            rows={one.available_from.map((repository) => ({
              label: repository.name,
              href: repositoryPath(repository.id),
            }))}
            none="No repository that is known here describes this build any more."
          />
        </Section>
        <div className={classes.wide}>
          <Section title={plural(one.package_list.length, 'package')} note="that belong to it">
            <LinkRows
              rows={one.package_list.map((version) => ({
                label: version.name,
                detail: `${version.full_version} ${version.arch}`,
                href: packageVersionPath(version.id),
                aside: version.hosts > 0 && <span className="dim">on {plural(version.hosts, 'host')}</span>,
              }))}
              none="What belongs to it is not known: no repository describes it."
            />
          </Section>
        </div>
      </div>
    </>
  )
}
