import { IconAlertTriangle, IconCheck, IconClock, IconHistory } from '@tabler/icons-react'
import type { ReportSummary } from '../../api/types.ts'
import { type Tone, ToneBadge } from './tone-badge.tsx'

const LOOKS: Record<ReportSummary['state'], { word: string; tone: Tone; icon: typeof IconClock; meaning: string }> = {
  pending: { word: 'Pending', tone: 'warn', icon: IconClock, meaning: 'Stored; waits to be processed.' },
  processed: { word: 'Processed', tone: 'quiet', icon: IconCheck, meaning: 'What it says is in force, or was.' },
  superseded: {
    word: 'Superseded',
    tone: 'quiet',
    icon: IconHistory,
    meaning: 'A newer report was processed first: this one changed nothing.',
  },
  failed: { word: 'Failed', tone: 'bad', icon: IconAlertTriangle, meaning: 'It could not be processed.' },
}

export function ReportStateBadge({ report }: { report: Pick<ReportSummary, 'state' | 'error'> }) {
  const { word, tone, icon: Icon, meaning } = LOOKS[report.state]
  return (
    <ToneBadge tone={tone} reason={report.error || meaning} icon={<Icon size={13} aria-hidden />}>
      {word}
    </ToneBadge>
  )
}
