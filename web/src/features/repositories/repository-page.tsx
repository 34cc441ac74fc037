import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCanWrite } from '../../api/session.ts'
import { AppLink } from '../../components/app-link.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { RepositoryStateBadge } from '../../components/facts/repository-state-badge.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { plural } from '../../components/format.ts'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { Notice } from '../../components/page/notice.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import { listPath } from '../../components/paths.ts'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { toast } from '../../components/toaster.tsx'
import { actOnRepositories, changeRepository, deleteRepository, getRepository } from './repositories-api.ts'
import { RepositoryTabs } from './repository-tabs.tsx'

type Detail = Awaited<ReturnType<typeof getRepository>>

export function RepositoryPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const found = useQuery({ queryKey: ['repositories', 'one', id], queryFn: () => getRepository(Number(id)) })
  const canWrite = useCanWrite()
  const one = found.data
  useCrumbs(one?.name ?? 'Repository', { label: 'Repositories', href: '/repositories' })
  if (!one) return found.error ? <ErrorState error={found.error} /> : <HeaderSkeleton />
  return (
    <>
      <ThingHeader
        name={one.name}
        state={
          <>
            <RepositoryStateBadge state={one.state} />
            {one.security && (
              <ToneBadge tone="accent" reason={one.security_reason}>
                Security
              </ToneBadge>
            )}
            {one.muted && <ToneBadge tone="quiet">Muted</ToneBadge>}
          </>
        }
        facts={facts(one)}
        actions={canWrite && <Actions repository={one} />}
      >
        {one.reason && (
          <Notice>
            {/[.!?]$/.test(one.reason) ? one.reason : `${one.reason}.`}
            {one.failing_since && (
              <>
                {' '}
                It has been so for <Ago at={one.failing_since} />. What its hosts are told is as of the last time that
                it was read.
              </>
            )}
          </Notice>
        )}
      </ThingHeader>
      <RepositoryTabs repository={one} />
    </>
  )
}

function facts(one: Detail) {
  return [
    one.type,
    one.arch,
    one.repo_id && `id ${one.repo_id}`,
    [one.origin, one.label].filter((text, i, all) => text && text !== one.name && all.indexOf(text) === i).join(', '),
    [one.suite, one.codename].filter((text, i, all) => text && all.indexOf(text) === i).join(', '),
    <AppLink key="hosts" href={listPath('/hosts', { repository: one.id })} className="link">
      {plural(one.hosts, 'host')}
    </AppLink>,
    one.modules > 0 && (
      <AppLink key="modules" href={listPath('/modules', { repository: one.id })} className="link">
        {plural(one.modules, 'module stream')}
      </AppLink>
    ),
    one.errata > 0 && (
      <AppLink key="errata" href={listPath('/errata', { repository: one.id })} className="link">
        {plural(one.errata, 'erratum', 'errata')}
      </AppLink>
    ),
    one.auth_required && 'needs credentials',
    <span key="read">
      read <Ago at={one.confirmed_at} suffix={one.confirmed_at !== null} />
    </span>,
  ]
}

function Actions({ repository }: { repository: Detail }) {
  const { id, enabled, security, muted } = repository
  const [deleting, setDeleting] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const act = useMutation({
    mutationFn: ({ run }: { run: () => Promise<unknown>; done: string }) => run(),
    onSuccess: (_answer, { done }) => {
      toast(done)
      void queries.invalidateQueries()
    },
    onError: (error) => toast(error.message, 'error'),
  })
  const button = (label: string, done: string, run: () => Promise<unknown>) => (
    <Button size="xs" variant="default" disabled={act.isPending} onClick={() => act.mutate({ run, done })}>
      {label}
    </Button>
  )
  const remove = async () => {
    await deleteRepository(id)
    void navigate({ to: '/repositories' })
  }
  return (
    <>
      {button('Refresh', 'It will be read again now', () => actOnRepositories('refresh', { keys: [String(id)] }))}
      {button(enabled ? 'Disable' : 'Enable', 'Saved', () => changeRepository(id, { enabled: !enabled }))}
      {button(security ? 'Mark non-security' : 'Mark security', 'Saved', () =>
        changeRepository(id, { security: !security }),
      )}
      {button(muted ? 'Unmute' : 'Mute', 'Saved', () => changeRepository(id, { muted: !muted }))}
      <Button size="xs" variant="default" c="var(--security)" onClick={() => setDeleting(true)}>
        Delete…
      </Button>
      <ConfirmDialog
        opened={deleting}
        title={`Delete ${repository.name}?`}
        text="Its mirrors and what they offer go too. If a host still reports it, it comes back with that host's next report."
        confirm="Delete"
        danger
        busy={act.isPending}
        onConfirm={() => act.mutate({ run: remove, done: 'Deleted' })}
        onClose={() => setDeleting(false)}
      />
    </>
  )
}
