import { absolute, day } from '../format.ts'

/** What is known by its day rather than its age; nothing where it is not known. */
export function Day({ at }: { at: string | null }) {
  if (at === null) return null
  return (
    <time className="dim nowrap num" dateTime={at} title={absolute(at)}>
      {day(at)}
    </time>
  )
}
