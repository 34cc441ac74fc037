import { SegmentedControl, Stack, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import { EditDialog } from '../edit-dialog.tsx'
import { createException, type ExceptionKind } from './exceptions-api.ts'

const DAY = 86_400_000
const USUAL_DAYS = 90

interface AcceptDialogProps {
  kind: ExceptionKind
  name: string
  hostname?: string
  onClose: () => void
}

type Scope = 'all' | 'hosts' | 'tags'

/** Who accepts says for which hosts, why and until when: it is counted openly and ends by itself. */
export function AcceptDialog({ kind, name, hostname, onClose }: AcceptDialogProps) {
  const [scope, setScope] = useState<Scope>(hostname ? 'hosts' : 'all')
  const [hosts, setHosts] = useState<string[]>(hostname ? [hostname] : [])
  const [tags, setTags] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState(toDay(Date.now() + USUAL_DAYS * DAY))
  const known = useTags()
  const isComplete =
    reason.trim() !== '' && until !== '' && (scope === 'all' || (scope === 'hosts' ? hosts : tags).length > 0)
  const save = () =>
    createException({
      ...{ kind, name, reason: reason.trim() },
      // the end of that day, here
      ends_at: new Date(`${until}T23:59:59`).toISOString(),
      ...(scope === 'hosts' && { hosts }),
      ...(scope === 'tags' && { tags }),
    })
  return (
    <EditDialog
      title={`Accept ${name}`}
      action="Accept"
      done={`${name} is accepted`}
      save={save}
      onClose={onClose}
      disabled={!isComplete}
    >
      <Stack gap="lg">
        <SegmentedControl
          size="xs"
          aria-label="For which hosts"
          value={scope}
          onChange={(value) => setScope(value as Scope)}
          data={[
            { value: 'all', label: 'All hosts' },
            { value: 'tags', label: 'Hosts with a tag' },
            { value: 'hosts', label: 'Some hosts' },
          ]}
        />
        {scope === 'hosts' && (
          <TagsInput label="Hosts" placeholder="web01.example.com" value={hosts} onChange={setHosts} />
        )}
        {scope === 'tags' && (
          <TagsInput
            label="Tags"
            description="Hosts with one of them, also new ones."
            data={known}
            value={tags}
            onChange={setTags}
          />
        )}
        <Textarea
          label="Why"
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          type="date"
          label="Until"
          description="Then it counts again by itself."
          min={toDay(Date.now() + DAY)}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </Stack>
    </EditDialog>
  )
}

function useTags(): string[] {
  const { data } = useQuery({ queryKey: ['hosts', 'facets'], queryFn: () => unwrap(api.GET('/hosts/facets')) })
  return data?.tag.map(({ value }) => value) ?? []
}

/** YYYY-MM-DD, in the viewer's zone. */
function toDay(at: number): string {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
