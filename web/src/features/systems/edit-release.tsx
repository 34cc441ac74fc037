import { Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toast } from '../../components/toaster.tsx'
import { changeRelease, type getRelease, linkRepositories, listLinkableRepositories } from './systems-api.ts'

type Detail = Awaited<ReturnType<typeof getRelease>>

export function EditRelease({ release, onClose }: { release: Detail; onClose: () => void }) {
  const [name, setName] = useState(release.name)
  const [codename, setCodename] = useState(release.codename)
  const [cpeName, setCpeName] = useState(release.cpe_name)
  const [linked, setLinked] = useState(release.repository_list.map((one) => String(one.id)))
  const { data } = useQuery({ queryKey: ['repositories', 'linkable'], queryFn: listLinkableRepositories })
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: async () => {
      await changeRelease(release.id, { name, codename, cpe_name: cpeName })
      await linkRepositories(release.id, linked.map(Number))
    },
    onSuccess: () => {
      toast('Saved')
      void queries.invalidateQueries()
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const known = data?.items ?? release.repository_list
  return (
    <Modal opened onClose={onClose} title={`Edit ${release.name}`} size={560} styles={{ title: { fontWeight: 600 } }}>
      <form onSubmit={submit}>
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
        {save.isError && (
          <p role="alert" style={{ color: 'var(--security)', fontSize: 13 }}>
            {save.error.message}
          </p>
        )}
        <Group justify="flex-end" mt="xl" gap="sm">
          <Button size="xs" variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button size="xs" type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
