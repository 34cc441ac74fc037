import { Button } from '@mantine/core'
import { useState } from 'react'
import { useCanWrite } from '../../api/session.ts'
import { AcceptDialog } from './accept-dialog.tsx'
import type { ExceptionKind } from './exceptions-api.ts'

interface AcceptButtonProps {
  kind: ExceptionKind
  name: string
  /** Where it is asked from: the host is chosen already. */
  hostname?: string
}

/** Opens the form by which a CVE or an erratum is accepted for a while; nothing for who may not. */
export function AcceptButton({ kind, name, hostname }: AcceptButtonProps) {
  const [opened, setOpened] = useState(false)
  if (!useCanWrite()) return null
  return (
    <>
      <Button
        size={hostname ? 'compact-xs' : 'xs'}
        variant={hostname ? 'subtle' : 'default'}
        aria-label={`Accept ${name}`}
        onClick={() => setOpened(true)}
      >
        Accept…
      </Button>
      {opened && (
        <AcceptDialog kind={kind} name={name} {...(hostname ? { hostname } : {})} onClose={() => setOpened(false)} />
      )}
    </>
  )
}
