import { MultiSelect, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { EditDialog } from '../../components/edit-dialog.tsx'
import { changeRelease, type getRelease, linkRepositories, listLinkableRepositories } from './systems-api.ts'

type Detail = Awaited<ReturnType<typeof getRelease>>

export function EditRelease({ release, onClose }: { release: Detail; onClose: () => void }) {
  const [name, setName] = useState(release.name)
  const [codename, setCodename] = useState(release.codename)
  const [cpeName, setCpeName] = useState(release.cpe_name)
  const [linked, setLinked] = useState(release.repository_list.map((one) => String(one.id)))
  const { data } = useQuery({ queryKey: ['repositories', 'linkable'], queryFn: listLinkableRepositories })
  const save = async () => {
    await changeRelease(release.id, { name, codename, cpe_name: cpeName })
    await linkRepositories(release.id, linked.map(Number))
  }
  const known = data?.items ?? release.repository_list
  return (
    <EditDialog title={`Edit ${release.name}`} width={560} save={save} onClose={onClose}>
      <Stack gap="md">
        <TextInput
          label="Name"
          required
          withAsterisk={false}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          data-autofocus
        />
        <TextInput label="Codename" value={codename} onChange={(e) => setCodename(e.currentTarget.value)} />
        <TextInput label="CPE name" value={cpeName} onChange={(e) => setCpeName(e.currentTarget.value)} />
        <MultiSelect
          label="Repositories"
          description="Hosts of this release that look beyond their own repositories may install from these."
          searchable
          clearable
          limit={100}
          maxDropdownHeight={220}
          data={known.map((one) => ({ value: String(one.id), label: one.name }))}
          value={linked}
          onChange={setLinked}
        />
      </Stack>
    </EditDialog>
  )
}
