import { Tooltip } from '@mantine/core'
import { AppLink } from '../app-link.tsx'
import { erratumPath } from '../paths.ts'

const TOLD = 30

/** The errata that an update brings: the first as a link, the others behind their number. */
export function ErrataLinks({ names, more }: { names: string[]; more: string }) {
  const [first, ...others] = names
  if (first === undefined) return null
  const hidden = others.length - TOLD
  return (
    <>
      <AppLink href={erratumPath(first)} title={first}>
        {first}
      </AppLink>
      {others.length > 0 && (
        <Tooltip label={others.slice(0, TOLD).join(', ') + (hidden > 0 ? ` and ${hidden} more` : '')}>
          <AppLink href={more} className="dim" style={{ marginLeft: 6 }}>
            +{others.length}
          </AppLink>
        </Tooltip>
      )}
    </>
  )
}
