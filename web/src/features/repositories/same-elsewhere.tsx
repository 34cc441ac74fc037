import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCanWrite } from '../../api/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { plural } from '../../components/format.ts'
import { LinkRows } from '../../components/page/link-rows.tsx'
import { Section } from '../../components/page/section.tsx'
import { mirrorPath } from '../../components/paths.ts'
import { toast } from '../../components/toaster.tsx'
import { linkMirrors, type MirrorDetail } from './repositories-api.ts'

/** Mirrors of other repositories with the very same index: they are one repository, if a person says so. */
export function SameElsewhere({ mirror }: { mirror: MirrorDetail }) {
  const { id, repository, same_elsewhere: others } = mirror
  const [asked, setAsked] = useState(false)
  const canWrite = useCanWrite()
  const queries = useQueryClient()
  const link = useMutation({
    mutationFn: () => linkMirrors([id, ...others.map((one) => one.id)], repository.id),
    onSuccess: ({ affected }) => {
      toast(`${plural(affected, 'mirror')} linked`)
      void queries.invalidateQueries()
    },
    onError: (error) => toast(error.message, 'error'),
    onSettled: () => setAsked(false),
  })
  return (
    <Section
      title="The same index elsewhere"
      note={`${plural(others.length, 'mirror')} of other repositories`}
      aside={
        canWrite && (
          <Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>
            Link into {repository.name}…
          </Button>
        )
      }
    >
      <LinkRows
        none=""
        rows={others.map((one) => ({ label: one.url, detail: one.repository.name, href: mirrorPath(one.id) }))}
      />
      <ConfirmDialog
        opened={asked}
        title={`Link ${plural(others.length, 'mirror')} into ${repository.name}?`}
        text="Repositories that are left without mirrors go, and their hosts use this one."
        confirm="Link"
        danger={false}
        busy={link.isPending}
        onConfirm={() => link.mutate()}
        onClose={() => setAsked(false)}
      />
    </Section>
  )
}
