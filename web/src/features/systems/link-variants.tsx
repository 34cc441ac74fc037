import { Button, Group, Modal, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listReleaseOptions } from '../../api/lookups.ts'
import { plural } from '../../components/format.ts'
import { toast } from '../../components/toaster.tsx'
import { linkVariant } from './systems-api.ts'

export function LinkVariants({ ids, onClose }: { ids: number[]; onClose: () => void }) {
  const [release, setRelease] = useState<string | null>(null)
  const { data = [] } = useQuery({ queryKey: ['releases', 'options'], queryFn: listReleaseOptions })
  const queries = useQueryClient()
  const link = useMutation({
    mutationFn: async () => {
      for (const id of ids) await linkVariant(id, Number(release))
    },
    onSuccess: () => {
      toast(`${plural(ids.length, 'variant')} linked`)
      void queries.invalidateQueries()
      onClose()
    },
    onError: (error) => toast(error.message, 'error'),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Link ${plural(ids.length, 'variant')}`}
      size={420}
      styles={{ title: { fontWeight: 600 } }}
    >
      <Select
        label="Release"
        placeholder="Choose…"
        searchable
        data-autofocus
        data={data.map(({ value, label }) => ({ value, label }))}
        value={release}
        onChange={setRelease}
      />
      <Group justify="flex-end" mt="xl" gap="sm">
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button size="xs" disabled={release === null} loading={link.isPending} onClick={() => link.mutate()}>
          Link
        </Button>
      </Group>
    </Modal>
  )
}
