import { Button, UnstyledButton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { count } from '../format.ts'
import type { Search } from '../search-params.ts'
import { toast } from '../toaster.tsx'
import classes from './bulk-bar.module.css'
import type { Selection } from './selection.ts'

/** The rows an action is for: by their keys, or all that match a filter. */
export type Target = { keys: string[] } | { filter: Search }

export interface BulkAction {
  key: string
  label: string
  /** Does it; answers one sentence about what was done. */
  run: (target: Target, rows: number) => Promise<string>
  /** Asked first, with how many rows it is about. */
  confirm?: (rows: number) => string
  danger?: boolean
  /** Where the API takes only ids: not offered for everything that matches. */
  keysOnly?: boolean
}

/** An action of the API on some rows: done, it says of how many. */
export function countedAction<Action extends string>(
  act: (action: Action, target: Target) => Promise<{ affected: number }>,
  rows: (n: number) => string,
) {
  return (key: Action, label: string, done: string, rest: Partial<BulkAction> = {}): BulkAction => ({
    ...{ key, label },
    run: async (target) => `${rows((await act(key, target)).affected)} ${done}`,
    ...rest,
  })
}

interface BulkBarProps {
  actions: BulkAction[]
  selection: Selection
  total: number
  noun: string
  filter: Search
}

export function BulkBar({ actions, selection, total, noun, filter }: BulkBarProps) {
  const [asked, setAsked] = useState<BulkAction>()
  const queries = useQueryClient()
  const target: Target = selection.all ? { filter: withoutEmpty(filter) } : { keys: selection.keys }
  const run = useMutation({
    mutationFn: (action: BulkAction) => action.run(target, selection.count),
    onSuccess: (message) => {
      toast(message)
      selection.clear()
      void queries.invalidateQueries()
    },
    onError: (error) => toast(error.message, 'error'),
    onSettled: () => setAsked(undefined),
  })
  if (selection.count === 0) return <span className="faint nowrap">Nothing selected</span>
  const offered = actions.filter((action) => !(selection.all && action.keysOnly))
  return (
    <>
      <span className={classes.count}>{count(selection.count)} selected</span>
      {offered.map((action) => (
        <Button
          key={action.key}
          size="compact-sm"
          variant="default"
          fw={500}
          {...(action.danger ? { c: 'var(--security)' } : {})}
          loading={run.isPending && run.variables?.key === action.key}
          onClick={() => (action.confirm ? setAsked(action) : run.mutate(action))}
        >
          {action.label}
        </Button>
      ))}
      {!selection.all && selection.count < total && (
        <UnstyledButton className={classes.all} onClick={selection.selectAll}>
          Select all {count(total)} that match
        </UnstyledButton>
      )}
      <UnstyledButton className={classes.clear} onClick={selection.clear}>
        Clear
      </UnstyledButton>
      <ConfirmDialog
        opened={asked !== undefined}
        title={`${asked?.label.replace('…', '') ?? ''} ${count(selection.count)} ${noun}?`}
        text={asked?.confirm?.(selection.count) ?? ''}
        confirm={asked?.label.replace('…', '') ?? ''}
        danger={asked?.danger ?? false}
        busy={run.isPending}
        onConfirm={() => asked && run.mutate(asked)}
        onClose={() => setAsked(undefined)}
      />
    </>
  )
}

function withoutEmpty(filter: Search): Search {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))
}
