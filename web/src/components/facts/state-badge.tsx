import {
  IconAlertTriangleFilled,
  IconArrowUp,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconPlugConnectedX,
} from '@tabler/icons-react'
import type { HostState } from '../../api/types.ts'
import classes from './state-badge.module.css'

interface Look {
  word: string
  /** For sentences and tooltips. */
  meaning: string
  icon: typeof IconArrowUp
}

/** The five states: one word, icon and colour wherever they are shown. Worst first. */
export const HOST_STATES: Record<HostState, Look> = {
  security: { word: 'Security', meaning: 'security updates pending', icon: IconAlertTriangleFilled },
  bugfix: { word: 'Bugfix', meaning: 'only bugfix updates pending', icon: IconArrowUp },
  unknown: { word: 'Unknown', meaning: 'a repository could not be read', icon: IconCircleDashed },
  silent: { word: 'Silent', meaning: 'no report for a long time', icon: IconPlugConnectedX },
  current: { word: 'Current', meaning: 'nothing pending', icon: IconCircleCheckFilled },
}

export const HOST_STATE_ORDER: HostState[] = ['security', 'bugfix', 'unknown', 'silent', 'current']

export function StateBadge({ state, text }: { state: HostState; text?: string }) {
  const { word, icon: Icon } = HOST_STATES[state]
  return (
    <span className={classes.state} data-state={state}>
      <Icon size={14} aria-hidden />
      <span>{text ?? word}</span>
    </span>
  )
}
