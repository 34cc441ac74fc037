import { Checkbox, Stack, TagsInput } from '@mantine/core'
import { useState } from 'react'
import type { Host } from '../../api/types.ts'
import { EditDialog } from '../../components/edit-dialog.tsx'
import { changeHost } from './hosts-api.ts'

export function EditHost({ host, onClose }: { host: Host; onClose: () => void }) {
  const [tags, setTags] = useState(host.tags)
  const [checkDns, setCheckDns] = useState(host.check_dns)
  const [hostReposOnly, setHostReposOnly] = useState(host.host_repos_only)
  const save = () => changeHost(host.hostname, { tags, check_dns: checkDns, host_repos_only: hostReposOnly })
  return (
    <EditDialog title={`Edit ${host.hostname}`} save={save} onClose={onClose}>
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
    </EditDialog>
  )
}
