import { Tooltip } from '@mantine/core'
import { absolute, span } from '../format.ts'

/** Less than this ago is now; also what a clock that is ahead of ours says. */
const NOW_MS = 5000

interface AgoProps {
  at: string | null | undefined
  /** For a time that never was. */
  never?: string
  /** "4 min ago" instead of "4 min". */
  suffix?: boolean
}

/** How long ago, with the exact time on hover. */
export function Ago({ at, never = 'never', suffix = false }: AgoProps) {
  if (!at) return <span className="faint">{never}</span>
  const elapsed = Date.now() - Date.parse(at)
  const isNow = elapsed < NOW_MS
  return (
    <Tooltip label={absolute(at)}>
      <time dateTime={at} className="nowrap num">
        {isNow ? 'now' : span(elapsed)}
        {suffix && !isNow ? ' ago' : ''}
      </time>
    </Tooltip>
  )
}
