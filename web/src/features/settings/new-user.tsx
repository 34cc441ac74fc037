import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ROLE_OPTIONS, ROLES, type Role } from './roles.ts'
import classes from './settings.module.css'
import { createUser } from './users-api.ts'

/** The password is made by the server: `onMade` shows it, this once. */
export function NewUser({ onMade }: { onMade: (user: { name: string; generated_password: string }) => void }) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: () => createUser({ name: name.trim(), role }),
    onSuccess: (user) => {
      setName('')
      onMade(user)
      void queries.invalidateQueries({ queryKey: ['users'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <>
      <form className={classes.new} onSubmit={submit}>
        <TextInput size="xs" label="User name" value={name} onChange={(e) => setName(e.currentTarget.value)} />
        <Select
          size="xs"
          w={150}
          label="Role"
          allowDeselect={false}
          data={ROLE_OPTIONS}
          value={role}
          onChange={(value) => setRole((value ?? 'viewer') as Role)}
        />
        <Button size="xs" type="submit" disabled={name.trim() === ''} loading={create.isPending}>
          Add user
        </Button>
        <span className={classes.hint}>{ROLES[role].may}</span>
      </form>
      {create.isError && (
        <p role="alert" className={classes.text} style={{ color: 'var(--security)' }}>
          {create.error.message}
        </p>
      )}
    </>
  )
}
