import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCanWrite } from '../../api/session.ts'
import type { ReportDetail } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { ReportStateBadge } from '../../components/facts/report-state-badge.tsx'
import { Tags } from '../../components/facts/tags.tsx'
import { duration } from '../../components/format.ts'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { Notice } from '../../components/page/notice.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import { hostPath } from '../../components/paths.ts'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { toast } from '../../components/toaster.tsx'
import { ReportSections } from './report-sections.tsx'
import { deleteReport, getReport, processReport } from './reports-api.ts'

export function ReportPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const found = useQuery({ queryKey: ['reports', 'one', id], queryFn: () => getReport(Number(id)) })
  const canWrite = useCanWrite()
  const one = found.data
  useCrumbs(one ? `${one.hostname}, report ${one.id}` : 'Report', { label: 'Reports', href: '/reports' })
  if (!one) return found.error ? <ErrorState error={found.error} /> : <HeaderSkeleton />
  return (
    <>
      <ThingHeader
        name={<AppLink href={hostPath(one.hostname)}>{one.hostname}</AppLink>}
        state={<ReportStateBadge report={one} />}
        facts={facts(one)}
        actions={canWrite && <Actions report={one} />}
      >
        {one.error && <Notice tone="bad">{one.error}</Notice>}
      </ThingHeader>
      <ReportSections report={one} />
    </>
  )
}

function facts(one: ReportDetail) {
  return [
    <span key="at">
      received <Ago at={one.received_at} suffix />
    </span>,
    one.os,
    one.arch,
    one.kernel,
    `from ${one.ip}`,
    `protocol ${one.protocol}`,
    one.user_agent,
    one.reboot !== 'unknown' && `says reboot: ${one.reboot}`,
    one.processed_at && `processed in ${duration(one.duration_ms)}`,
    one.tags.length > 0 && <Tags key="tags" tags={one.tags} />,
  ]
}

function Actions({ report }: { report: ReportDetail }) {
  const [deleting, setDeleting] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const act = useMutation({
    mutationFn: (action: 'process' | 'delete') =>
      action === 'process' ? processReport(report.id) : deleteReport(report.id),
    onSuccess: (_answer, action) => {
      toast(action === 'process' ? 'The report will be processed now' : 'Deleted')
      if (action === 'delete') void navigate({ to: '/reports' })
      void queries.invalidateQueries()
    },
    onError: (error) => toast(error.message, 'error'),
  })
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={act.isPending && act.variables === 'process'}
        onClick={() => act.mutate('process')}
      >
        {report.state === 'pending' ? 'Process' : 'Process again'}
      </Button>
      <Button size="xs" variant="default" c="var(--security)" onClick={() => setDeleting(true)}>
        Delete…
      </Button>
      <ConfirmDialog
        opened={deleting}
        title="Delete this report?"
        text="What it said of the host stays. A report that is still pending is lost."
        confirm="Delete"
        danger
        busy={act.isPending}
        onConfirm={() => act.mutate('delete')}
        onClose={() => setDeleting(false)}
      />
    </>
  )
}
