import { Button, Checkbox, Group, Modal, Stack, TagsInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Host } from '../../api/types.ts'
import { toast } from '../../components/toaster.tsx'
import { changeHost } from './hosts-api.ts'

export function EditHost({ host, onClose }: { host: Host; onClose: () => void }) {
  const [tags, setTags] = useState(host.tags)
  const [checkDns, setCheckDns] = useState(host.check_dns)
  const [hostReposOnly, setHostReposOnly] = useState(host.host_repos_only)
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: () => changeHost(host.hostname, { tags, check_dns: checkDns, host_repos_only: hostReposOnly }),
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
  return (
    <Modal opened onClose={onClose} title={`Edit ${host.hostname}`} size={460} styles={{ title: { fontWeight: 600 } }}>
      <form onSubmit={submit}>
        <Stack gap="lg">
          <TagsInput
            label="Tags"
            description="The host's next report sets them again if it sends tags."
            value={tags}
            onChange={setTags}
            data-autofocus
          />
          <Checkbox
            size="sm"
            label="Only the host's own repositories"
            description="Otherwise those of its OS release count too: for fleets that are all alike."
            checked={hostReposOnly}
            onChange={(event) => setHostReposOnly(event.currentTarget.checked)}
          />
          <Checkbox
            size="sm"
            label="Check DNS"
            description="Compares the reverse name of its address with its host name."
            checked={checkDns}
            onChange={(event) => setCheckDns(event.currentTarget.checked)}
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
