import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listReleaseOptions } from '../../api/lookups.ts'
import { EditDialog } from '../../components/edit-dialog.tsx'
import { plural } from '../../components/format.ts'
import { linkVariant } from './systems-api.ts'

export function LinkVariants({ ids, onClose }: { ids: number[]; onClose: () => void }) {
  const [release, setRelease] = useState<string | null>(null)
  const { data = [] } = useQuery({ queryKey: ['releases', 'options'], queryFn: listReleaseOptions })
  const save = async () => {
    for (const id of ids) await linkVariant(id, Number(release))
  }
  const what = plural(ids.length, 'variant')
  return (
    <EditDialog
      title={`Link ${what}`}
      action="Link"
      done={`${what} linked`}
      width={420}
      disabled={release === null}
      save={save}
      onClose={onClose}
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
    </EditDialog>
  )
}
