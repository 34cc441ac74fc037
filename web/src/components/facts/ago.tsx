import { Tooltip } from '@mantine/core'
import { absolute, span } from '../format.ts'

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
  const text = span(Date.now() - Date.parse(at))
  return (
    <Tooltip label={absolute(at)}>
      <time dateTime={at} className="nowrap num">
        {text}
        {suffix ? ' ago' : ''}
      </time>
    </Tooltip>
  )
}
