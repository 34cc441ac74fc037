import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import { toast } from '../../components/toaster.tsx'
import classes from './settings.module.css'

const LEAST = 8

export function ChangePassword() {
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => unwrap(api.PUT('/session/password', { body: { old, new: next } })),
    onSuccess: () => {
      setOld('')
      setNext('')
      toast('Password changed')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <PasswordInput
        label="Current password"
        autoComplete="current-password"
        value={old}
        onChange={(e) => setOld(e.currentTarget.value)}
      />
      <PasswordInput
        label="New password"
        description={`At least ${LEAST} characters.`}
        autoComplete="new-password"
        value={next}
        onChange={(e) => setNext(e.currentTarget.value)}
        error={change.error?.message}
      />
      <Button size="xs" type="submit" disabled={old === '' || next.length < LEAST} loading={change.isPending}>
        Change password
      </Button>
    </form>
  )
}
