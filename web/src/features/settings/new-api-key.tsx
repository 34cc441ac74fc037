import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import { CopyLine } from '../../components/copy-line.tsx'
import classes from './settings.module.css'

const SCOPES = [
  { value: 'report', label: 'send reports' },
  { value: 'read', label: 'read' },
  { value: 'write', label: 'read and write' },
] as const

type Scope = (typeof SCOPES)[number]['value']

export function NewApiKey() {
  const [name, setName] = useState('')
  const [scope, setScope] = useState<Scope>('report')
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: () => unwrap(api.POST('/api-keys', { body: { name, scope } })),
    onSuccess: () => {
      setName('')
      void queries.invalidateQueries({ queryKey: ['api-keys'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <>
      <form className={classes.new} onSubmit={submit}>
        <TextInput
          size="xs"
          label="Name"
          placeholder="all hosts"
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
        />
        <Select
          size="xs"
          w={150}
          label="May"
          allowDeselect={false}
          data={[...SCOPES]}
          value={scope}
          onChange={(value) => setScope((value ?? 'report') as Scope)}
        />
        <Button size="xs" type="submit" disabled={name.trim() === ''} loading={create.isPending}>
          Create key
        </Button>
      </form>
      {create.isError && (
        <p role="alert" className={classes.text} style={{ color: 'var(--security)' }}>
          {create.error.message}
        </p>
      )}
      {create.data && (
        <div role="status">
          <p className={classes.text}>
            This is the key “{create.data.name}”. It is shown only now: the server keeps only its hash.
          </p>
          <CopyLine label="the key" text={create.data.key} />
        </div>
      )}
    </>
  )
}
