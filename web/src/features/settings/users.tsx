import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { User } from '../../api/types.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { CopyLine } from '../../components/copy-line.tsx'
import { Section } from '../../components/page/section.tsx'
import { ErrorState } from '../../components/state/error-state.tsx'
import { toast } from '../../components/toaster.tsx'
import { NewUser } from './new-user.tsx'
import type { UserAct } from './roles.ts'
import classes from './settings.module.css'
import { UserTable } from './user-table.tsx'
import { changeUser, deleteUser, listUsers, resetPassword } from './users-api.ts'

const ASKED: Record<UserAct, { title: (name: string) => string; text: string; confirm: string }> = {
  disable: {
    title: (name) => `Disable ${name}?`,
    text: 'The user is logged out at once and cannot log in until enabled again. API keys stay as they are.',
    confirm: 'Disable',
  },
  reset: {
    title: (name) => `Give ${name} another password?`,
    text: 'A password is generated and shown here once. The user is logged out everywhere.',
    confirm: 'Reset password',
  },
  delete: {
    title: (name) => `Delete ${name}?`,
    text: 'The user is logged out at once. What was done by this name stays in the records.',
    confirm: 'Delete',
  },
}

/** Who may log in, and what they may do. */
export function Users({ own }: { own: string }) {
  const users = useQuery({ queryKey: ['users'], queryFn: listUsers })
  const [asked, setAsked] = useState<{ user: User; act: UserAct }>()
  const [shown, setShown] = useState<{ name: string; generated_password: string }>()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSuccess: () => toast('Saved'),
    onError: (error) => toast(error.message, 'error'),
    onSettled: () => {
      setAsked(undefined)
      void queries.invalidateQueries({ queryKey: ['users'] })
    },
  })
  const confirmed = async ({ user, act }: { user: User; act: UserAct }) => {
    if (act === 'disable') await changeUser(user.id, { disabled: true })
    if (act === 'delete') await deleteUser(user.id)
    if (act === 'reset') setShown({ name: user.name, ...(await resetPassword(user.id)) })
  }
  return (
    <Section title="Users" note="who may log in">
      <NewUser onMade={setShown} />
      {shown && (
        <div role="status">
          <p className={classes.text}>
            The password of {shown.name}. It is shown only now; it can be changed after logging in.
          </p>
          <CopyLine label="the password" text={shown.generated_password} />
        </div>
      )}
      {users.error && <ErrorState error={users.error} />}
      {users.data && (
        <UserTable
          users={users.data}
          own={own}
          onChange={(user, what) => change.mutate(() => changeUser(user.id, what))}
          onAsk={(user, act) => setAsked({ user, act })}
        />
      )}
      {asked && (
        <ConfirmDialog
          opened
          {...ASKED[asked.act]}
          title={ASKED[asked.act].title(asked.user.name)}
          danger={asked.act !== 'reset'}
          busy={change.isPending}
          onConfirm={() => change.mutate(() => confirmed(asked))}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Section>
  )
}
