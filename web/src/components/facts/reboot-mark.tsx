import { Tooltip } from '@mantine/core'
import { IconHelpCircle, IconRefreshAlert } from '@tabler/icons-react'
import type { HostSummary } from '../../api/types.ts'

/** Beside the running kernel: a reboot is needed, or it cannot be told; nothing where none is needed. */
export function RebootMark({ reboot }: { reboot: HostSummary['reboot'] }) {
  if (reboot.state === 'no') return null
  const needed = reboot.state === 'yes'
  const Icon = needed ? IconRefreshAlert : IconHelpCircle
  const title = needed ? 'Reboot needed' : 'Reboot: cannot tell'
  return (
    <Tooltip label={reboot.reason ? `${title}: ${reboot.reason}` : title}>
      <Icon
        size={14}
        role="img"
        aria-label={title}
        color={needed ? 'var(--bugfix)' : 'var(--text-3)'}
        style={{ marginLeft: 6, verticalAlign: -2 }}
      />
    </Tooltip>
  )
}
