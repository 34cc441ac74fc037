import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCanWrite } from '../../api/session.ts'
import { AppLink } from '../../components/app-link.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { plural } from '../../components/format.ts'
import { HostRows } from '../../components/list/host-rows.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { LinkRows } from '../../components/page/link-rows.tsx'
import { Section } from '../../components/page/section.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import columns from '../../components/page/two-columns.module.css'
import { listPath, repositoryPath } from '../../components/paths.ts'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { toast } from '../../components/toaster.tsx'
import { EditRelease } from './edit-release.tsx'
import { EndOfLife } from './end-of-life.tsx'
import { deleteRelease, getRelease } from './systems-api.ts'

type Detail = Awaited<ReturnType<typeof getRelease>>

export function ReleasePage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const found = useQuery({ queryKey: ['releases', 'one', id], queryFn: () => getRelease(Number(id)) })
  const canWrite = useCanWrite()
  const one = found.data
  useCrumbs(one?.name ?? 'OS release', { label: 'OS releases', href: '/os-releases' })
  if (!one) return found.error ? <ErrorState error={found.error} /> : <HeaderSkeleton />
  return (
    <>
      <ThingHeader
        name={one.name}
        facts={[
          one.codename,
          one.cpe_name && (
            <span key="cpe" className="mono">
              {one.cpe_name}
            </span>
          ),
          one.ends_at && <EndOfLife key="end" release={one} isSentence />,
          <AppLink key="hosts" href={listPath('/hosts', { os_release: one.id })} className="link">
            {plural(one.hosts, 'host')}
          </AppLink>,
        ]}
        actions={canWrite && <Actions release={one} />}
      />
      <div className={columns.columns}>
        <Section title={plural(one.variant_list.length, 'variant')}>
          <LinkRows
            rows={one.variant_list.map((variant) => ({
              label: variant.name,
              detail: variant.arch,
              href: listPath('/hosts', { os_variant: variant.id }),
              aside: plural(variant.hosts, 'host'),
            }))}
            none="No variant is of this release."
          />
        </Section>
        <Section
          title={plural(one.repository_list.length, 'repository', 'repositories')}
          note="for hosts that look beyond their own"
        >
          <LinkRows
            rows={one.repository_list.map((repository) => ({
              label: repository.name,
              href: repositoryPath(repository.id),
            }))}
            none="None is linked: its hosts use only their own repositories."
          />
        </Section>
        <Section title="Hosts">
          <HostRows filter={{ os_release: String(one.id) }} none="No host runs it." />
        </Section>
      </div>
    </>
  )
}

function Actions({ release }: { release: Detail }) {
  const [asked, setAsked] = useState<'edit' | 'delete'>()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => deleteRelease(release.id),
    onSuccess: () => {
      toast(`${release.name} deleted`)
      void navigate({ to: '/os-releases' })
      void queries.invalidateQueries()
    },
    onError: (error) => toast(error.message, 'error'),
  })
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsked('edit')}>
        Edit and link repositories
      </Button>
      <Button size="xs" variant="default" c="var(--security)" onClick={() => setAsked('delete')}>
        Delete…
      </Button>
      {asked === 'edit' && <EditRelease release={release} onClose={() => setAsked(undefined)} />}
      <ConfirmDialog
        opened={asked === 'delete'}
        title={`Delete ${release.name}?`}
        text="Its variants stay and are then of no release, until they are linked to another."
        confirm="Delete"
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsked(undefined)}
      />
    </>
  )
}
