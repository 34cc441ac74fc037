import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import { logIn } from '../../api/session.ts'
import { Logo } from '../../components/logo.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import type { Search } from '../../components/search-params.ts'
import classes from './log-in-page.module.css'

export function LogInPage() {
  useCrumbs('Log in')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const { next } = useSearch({ strict: false }) as Search
  const queries = useQueryClient()
  const router = useRouter()
  const attempt = useMutation({
    mutationFn: () => logIn(queries, name, password),
    onSuccess: () => router.history.push(isOwnPage(next) ? next : '/'),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    attempt.mutate()
  }
  return (
    <main className={classes.page}>
      <form className={classes.form} onSubmit={submit}>
        <div className={classes.brand}>
          <Logo size={28} />
          <h1>Log in to Patchman</h1>
        </div>
        <TextInput
          label="User name"
          autoFocus
          required
          withAsterisk={false}
          autoComplete="username"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          required
          withAsterisk={false}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <div className={classes.error} role="alert">
          {attempt.isError && (
            <>
              <IconAlertCircle size={15} />
              <span>{explain(attempt.error)}</span>
            </>
          )}
        </div>
        <Button type="submit" fullWidth loading={attempt.isPending}>
          Log in
        </Button>
        <p className={classes.note}>
          The first administrator and the one-time password are printed where the server was started first.
        </p>
      </form>
    </main>
  )
}

function explain(error: unknown): string {
  return error instanceof ApiProblem
    ? error.message
    : 'The server does not answer. Check that it is running and reachable from here.'
}

/** Only a path of this interface: an address in the link must not lead elsewhere. */
function isOwnPage(next: string | undefined): next is string {
  return next !== undefined && /^\/(?![/\\])/.test(next)
}
