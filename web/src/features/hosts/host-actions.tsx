import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Host } from '../../api/types.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { toast } from '../../components/toaster.tsx'
import { EditHost } from './edit-host.tsx'
import { deleteHost, findHostUpdates } from './hosts-api.ts'

export function HostActions({ host }: { host: Host }) {
  const [editing, setEditing] = useState(false)
  const [deleting, setDeleting] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const find = useMutation({
    mutationFn: () => findHostUpdates(host.hostname),
    onSuccess: () => {
      toast('Finding updates; the page shows them as soon as they are found')
      void queries.invalidateQueries()
    },
    onError: (error) => toast(error.message, 'error'),
  })
  const remove = useMutation({
    mutationFn: () => deleteHost(host.hostname),
    onSuccess: () => {
      toast(`${host.hostname} deleted`)
      void navigate({ to: '/hosts' })
      void queries.invalidateQueries()
    },
    onError: (error) => toast(error.message, 'error'),
  })
  return (
    <>
      <Button size="xs" variant="default" loading={find.isPending} onClick={() => find.mutate()}>
        Find updates
      </Button>
      <Button size="xs" variant="default" onClick={() => setEditing(true)}>
        Edit
      </Button>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label="More actions">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item c="var(--security)" leftSection={<IconTrash size={15} />} onClick={() => setDeleting(true)}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {editing && <EditHost host={host} onClose={() => setEditing(false)} />}
      <ConfirmDialog
        opened={deleting}
        title={`Delete ${host.hostname}?`}
        text="The host and what is known of it go: packages, updates, history. If it still reports, it comes back with its next report."
        confirm="Delete"
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setDeleting(false)}
      />
    </>
  )
}
