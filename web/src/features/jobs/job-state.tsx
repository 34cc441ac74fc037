import { IconAlertTriangle, IconCheck, IconCircleHalf2, IconClock, IconLoader2 } from '@tabler/icons-react'
import type { Job } from '../../api/types.ts'
import { type Tone, ToneBadge } from '../../components/facts/tone-badge.tsx'
import classes from './job-state.module.css'

const LOOKS: Record<Job['state'], { word: string; tone: Tone; icon: typeof IconCheck; meaning: string }> = {
  queued: { word: 'Queued', tone: 'quiet', icon: IconClock, meaning: 'Waits for a worker, or for its next try.' },
  running: { word: 'Running', tone: 'accent', icon: IconLoader2, meaning: 'A worker is at it.' },
  done: { word: 'Done', tone: 'good', icon: IconCheck, meaning: 'Everything succeeded.' },
  partial: { word: 'Partly', tone: 'warn', icon: IconCircleHalf2, meaning: 'Some of it failed; the rest is done.' },
  failed: { word: 'Failed', tone: 'bad', icon: IconAlertTriangle, meaning: 'It failed as often as it is tried.' },
}

export function JobState({ job }: { job: Pick<Job, 'state' | 'error'> }) {
  const { word, tone, icon: Icon, meaning } = LOOKS[job.state]
  return (
    <ToneBadge
      tone={tone}
      reason={job.error || meaning}
      icon={<Icon size={13} aria-hidden className={job.state === 'running' ? classes.turning : ''} />}
    >
      {word}
    </ToneBadge>
  )
}
