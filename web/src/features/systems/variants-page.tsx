import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { findReleaseLabel, listReleaseOptions } from '../../api/lookups.ts'
import { useCanWrite } from '../../api/session.ts'
import type { OsVariant, QueryKey } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { plural } from '../../components/format.ts'
import type { BulkAction, Target } from '../../components/list/bulk-bar.tsx'
import type { Column } from '../../components/list/column.ts'
import { countColumn, dimColumn } from '../../components/list/column-kinds.tsx'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { listPath, osReleasePath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { toast } from '../../components/toaster.tsx'
import { LinkVariants } from './link-variants.tsx'
import { SYSTEM_PAGES } from './sub-pages.ts'
import { deleteUnusedVariants, deleteVariant, listVariants } from './systems-api.ts'

const FILTERS: FilterDefinition<QueryKey<'listOsVariants'>>[] = [
  { key: 'used', label: 'Used', options: YES_NO('By some host', 'By no host') },
  { key: 'release', label: 'Release', options: listReleaseOptions, resolve: findReleaseLabel },
]

const COLUMNS: Column<OsVariant>[] = [
  {
    key: 'name',
    title: 'Variant',
    sort: 'name',
    cell: (one) => <span style={{ fontWeight: 500 }}>{one.name}</span>,
    text: (one) => one.name,
  },
  dimColumn('arch', 'Arch', 100, (one) => one.arch),
  dimColumn('codename', 'Codename', 140, (one) => one.codename, { from: 'md' }),
  {
    key: 'release',
    title: 'Release',
    sort: 'release',
    width: 220,
    cell: (one) =>
      one.release.name === '' ? (
        <span className="faint">none</span>
      ) : (
        <AppLink href={osReleasePath(one.release.id)}>{one.release.name}</AppLink>
      ),
    text: (one) => one.release.name,
  },
  countColumn(
    'hosts',
    'Hosts',
    100,
    (one) => one.hosts,
    (one) => listPath('/hosts', { os_variant: one.id }),
    { sort: 'hosts' },
  ),
]

const idsOf = (target: Target) => ('keys' in target ? target.keys.map(Number) : [])
const keyOf = (one: OsVariant) => String(one.id)

export function VariantsPage() {
  useCrumbs('OS variants', { label: 'OS releases', href: '/os-releases' })
  const canWrite = useCanWrite()
  const [linking, setLinking] = useState<number[]>([])
  const actions = useMemo((): BulkAction[] => [linkAction(setLinking), DELETE], [])
  return (
    <>
      <SubNav pages={SYSTEM_PAGES} />
      <ListView
        noun="variants"
        title="OS variants"
        aside={canWrite && <DeleteUnused />}
        fetchPage={listVariants}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={keyOf}
        rowLabel={(one) => one.name}
        rowHref={(one) => listPath('/hosts', { os_variant: one.id })}
        card={(one) => ({
          title: one.name,
          aside: one.arch,
          second: one.release.name || 'of no release',
          third: plural(one.hosts, 'host'),
        })}
        {...(canWrite ? { actions } : {})}
        defaultSort="name"
        empty={<EmptyState title="No systems yet" text="They come with hosts' reports." />}
      />
      {linking.length > 0 && <LinkVariants ids={linking} onClose={() => setLinking([])} />}
    </>
  )
}

const linkAction = (open: (ids: number[]) => void): BulkAction => ({
  key: 'link',
  label: 'Link to a release…',
  keysOnly: true,
  run: async (target) => {
    open(idsOf(target))
    return 'Choose the release'
  },
})

const DELETE: BulkAction = {
  key: 'delete',
  label: 'Delete…',
  danger: true,
  keysOnly: true,
  confirm: () => 'A variant comes back with the next report of a host that runs it.',
  run: async (target) => {
    for (const id of idsOf(target)) await deleteVariant(id)
    return `${plural(idsOf(target).length, 'variant')} deleted`
  },
}

function DeleteUnused() {
  const [asked, setAsked] = useState(false)
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: deleteUnusedVariants,
    onSuccess: ({ affected }) => {
      toast(affected === 0 ? 'Every variant has hosts' : `${plural(affected, 'variant')} deleted`)
      void queries.invalidateQueries()
    },
    onError: (error) => toast(error.message, 'error'),
    onSettled: () => setAsked(false),
  })
  return (
    <>
      <Button size="xs" variant="default" fw={400} onClick={() => setAsked(true)}>
        Delete unused
      </Button>
      <ConfirmDialog
        opened={asked}
        title="Delete variants without hosts?"
        text="No host runs them; one that does later brings its variant back."
        confirm="Delete"
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsked(false)}
      />
    </>
  )
}
