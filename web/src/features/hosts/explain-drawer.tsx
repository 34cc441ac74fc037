import { Drawer, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { HostUpdate } from '../../api/types.ts'
import { packageTitle } from '../../components/format.ts'
import { Notice } from '../../components/page/notice.tsx'
import { ErrorState } from '../../components/state/error-state.tsx'
import classes from './explain.module.css'
import { ExplainedLine } from './explained-line.tsx'
import { explainUpdate } from './explanation.ts'

interface ExplainDrawerProps {
  hostname: string
  subject: HostUpdate | undefined
  onClose: () => void
}

/** "why?": each version that was seen, where, with its priority, and the rule that decided. */
export function ExplainDrawer({ hostname, subject, onClose }: ExplainDrawerProps) {
  const name = subject ? packageTitle(subject) : ''
  const arch = subject?.installed_arch ?? ''
  const found = useQuery({
    queryKey: ['explain', hostname, name, arch],
    queryFn: () => explainUpdate(hostname, name, arch),
    enabled: subject !== undefined,
  })
  return (
    <Drawer
      opened={subject !== undefined}
      onClose={onClose}
      position="right"
      size={560}
      title={`Why ${name}?`}
      transitionProps={{ duration: 100 }}
      styles={{ title: { fontWeight: 600, fontSize: 15 } }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {found.error ? (
        <ErrorState error={found.error} retry={() => void found.refetch()} />
      ) : !found.data ? (
        <Skeleton h={220} />
      ) : (
        <div className={classes.body}>
          {found.data.lines.map((line) => (
            <ExplainedLine key={`${line.name} ${line.arch} ${line.installed}`} line={line} />
          ))}
          {found.data.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {found.data.unknown.map((source) => (
            <Notice key={source.name}>
              {source.name}: {source.reason}
            </Notice>
          ))}
        </div>
      )}
    </Drawer>
  )
}
