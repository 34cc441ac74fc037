import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { ApiKey } from '../../api/types.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { Section } from '../../components/page/section.tsx'
import { ErrorState } from '../../components/state/error-state.tsx'
import { toast } from '../../components/toaster.tsx'
import { NewApiKey } from './new-api-key.tsx'
import classes from './settings.module.css'

/** Keys are hashed: each is shown once, when it is made. */
export function ApiKeys() {
  const keys = useQuery({ queryKey: ['api-keys'], queryFn: async () => (await unwrap(api.GET('/api-keys'))).items })
  const [revoking, setRevoking] = useState<ApiKey>()
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => unwrap(api.DELETE('/api-keys/{id}', { params: { path: { id: key.id } } })),
    onSuccess: () => {
      toast('Key revoked')
      void queries.invalidateQueries({ queryKey: ['api-keys'] })
    },
    onError: (error) => toast(error.message, 'error'),
    onSettled: () => setRevoking(undefined),
  })
  return (
    <Section title="API keys" note="for hosts that report, and for scripts">
      <NewApiKey />
      {keys.error && <ErrorState error={keys.error} />}
      {keys.data && keys.data.length > 0 && <KeyTable keys={keys.data} onRevoke={setRevoking} />}
      <ConfirmDialog
        opened={revoking !== undefined}
        title={`Revoke ${revoking?.name ?? ''}?`}
        text="Hosts and scripts that use this key are refused from now on. It cannot be brought back."
        confirm="Revoke"
        danger
        busy={revoke.isPending}
        onConfirm={() => revoking && revoke.mutate(revoking)}
        onClose={() => setRevoking(undefined)}
      />
    </Section>
  )
}

function KeyTable({ keys, onRevoke }: { keys: ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>Name</th>
            <th>Begins with</th>
            <th>May</th>
            <th>Made</th>
            <th>Last used</th>
            <th>
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id} data-revoked={key.revoked_at ? true : undefined}>
              <td>{key.name}</td>
              <td className="mono">{key.prefix}…</td>
              <td>{key.scope}</td>
              <td>
                <Ago at={key.created_at} suffix />
              </td>
              <td>
                <Ago at={key.last_used_at} suffix={key.last_used_at !== null} />
              </td>
              <td align="right">
                {key.revoked_at ? (
                  <ToneBadge tone="quiet">revoked</ToneBadge>
                ) : (
                  <Button size="compact-xs" variant="default" onClick={() => onRevoke(key)}>
                    Revoke…
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
