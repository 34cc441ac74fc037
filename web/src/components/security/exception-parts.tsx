import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCanWrite } from '../../api/session.ts'
import type { SecurityException } from '../../api/types.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { plural } from '../format.ts'
import { toast } from '../toaster.tsx'
import { endException } from './exceptions-api.ts'

/** For which hosts it is accepted. */
export function ExceptionScope({ exception: { scope, hosts, tags } }: { exception: SecurityException }) {
  if (scope === 'all') return <span>All hosts</span>
  const names = scope === 'hosts' ? hosts : tags
  const [first] = names
  const what = scope === 'hosts' ? plural(names.length, 'host') : plural(names.length, 'tag')
  return (
    <span title={names.join(', ')}>
      {names.length === 1
        ? scope === 'tags'
          ? `Tag ${first}`
          : first
        : names.length === 0
          ? 'No host any more'
          : what}
    </span>
  )
}

/** Ends an acceptance before its time. */
export function EndButton({ exception }: { exception: SecurityException }) {
  const [asked, setAsked] = useState(false)
  const queries = useQueryClient()
  const canWrite = useCanWrite()
  const end = useMutation({
    mutationFn: () => endException(exception.id),
    onSuccess: () => {
      toast(`${exception.name} counts again`)
      void queries.invalidateQueries()
    },
    onError: (error) => toast(error.message, 'error'),
    onSettled: () => setAsked(false),
  })
  if (!canWrite || !exception.active) return null
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`End the acceptance of ${exception.name}`}
        onClick={() => setAsked(true)}
      >
        End…
      </Button>
      <ConfirmDialog
        opened={asked}
        title={`End the acceptance of ${exception.name}?`}
        text="It counts again from now on. That it was accepted stays in the list of past ones."
        confirm="End"
        busy={end.isPending}
        onConfirm={() => end.mutate()}
        onClose={() => setAsked(false)}
      />
    </>
  )
}
