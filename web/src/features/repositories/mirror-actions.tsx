import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Mirror } from '../../api/types.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { EditDialog } from '../../components/edit-dialog.tsx'
import { toast } from '../../components/toaster.tsx'
import { changeMirror, deleteMirror } from './repositories-api.ts'

export function MirrorActions({ mirror }: { mirror: Mirror }) {
  const { id, enabled, refresh } = mirror
  const [asked, setAsked] = useState<'edit' | 'delete'>()
  const [url, setUrl] = useState(mirror.url)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const act = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSuccess: () => {
      toast('Saved')
      setAsked(undefined)
      void queries.invalidateQueries()
    },
    onError: (error) => toast(error.message, 'error'),
  })
  const remove = async () => {
    await deleteMirror(id)
    void navigate({ to: '/mirrors' })
  }
  const close = () => setAsked(undefined)
  return (
    <>
      <Button size="xs" variant="default" onClick={() => act.mutate(() => changeMirror(id, { enabled: !enabled }))}>
        {enabled ? 'Disable' : 'Enable'}
      </Button>
      <Button size="xs" variant="default" onClick={() => act.mutate(() => changeMirror(id, { refresh: !refresh }))}>
        {refresh ? 'Refresh off' : 'Refresh on'}
      </Button>
      <Button size="xs" variant="default" onClick={() => setAsked('edit')}>
        Edit
      </Button>
      <Button size="xs" variant="default" c="var(--security)" onClick={() => setAsked('delete')}>
        Delete…
      </Button>
      {asked === 'edit' && (
        <EditDialog title="Edit mirror" width={520} save={() => changeMirror(id, { url })} onClose={close}>
          <TextInput
            label="Address"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            data-autofocus
          />
        </EditDialog>
      )}
      <ConfirmDialog
        opened={asked === 'delete'}
        title="Delete this mirror?"
        text="If a host still reports its address, it comes back with that host's next report."
        confirm="Delete"
        danger
        busy={act.isPending}
        onConfirm={() => act.mutate(remove)}
        onClose={close}
      />
    </>
  )
}
