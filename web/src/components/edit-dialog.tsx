import { Button, Group, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { toast } from './toaster.tsx'

interface EditDialogProps {
  title: string
  /** Of the button: "Save", "Link". */
  action?: string
  done?: string
  width?: number
  disabled?: boolean
  save: () => Promise<unknown>
  onClose: () => void
  children: ReactNode
}

/** Fields of one thing: saved with Enter or the button; what the server says against it stands below them. */
export function EditDialog({ title, action = 'Save', done = 'Saved', width = 460, ...props }: EditDialogProps) {
  const queries = useQueryClient()
  const saving = useMutation({
    mutationFn: props.save,
    onSuccess: () => {
      toast(done)
      void queries.invalidateQueries()
      props.onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <Modal opened onClose={props.onClose} title={title} size={width} styles={{ title: { fontWeight: 600 } }}>
      <form onSubmit={submit}>
        {props.children}
        {saving.isError && (
          <p role="alert" style={{ color: 'var(--security)', fontSize: 13 }}>
            {saving.error.message}
          </p>
        )}
        <Group justify="flex-end" mt="xl" gap="sm">
          <Button size="xs" variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button size="xs" type="submit" disabled={props.disabled ?? false} loading={saving.isPending}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
