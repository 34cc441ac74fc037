import { Button, Group, Modal, Text } from '@mantine/core'

interface ConfirmDialogProps {
  opened: boolean
  title: string
  /** What it means for the data. */
  text: string
  confirm: string
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}

export function ConfirmDialog({ opened, title, text, confirm, danger, busy, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={440} styles={{ title: { fontWeight: 600 } }}>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
      <Group justify="flex-end" mt="xl" gap="sm">
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          size="xs"
          data-autofocus
          color={danger ? 'red.8' : 'accent'}
          loading={busy ?? false}
          onClick={onConfirm}
        >
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}
