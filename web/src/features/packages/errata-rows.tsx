import { useQuery } from '@tanstack/react-query'
import { Severity } from '../../components/facts/erratum-badge.tsx'
import { plural } from '../../components/format.ts'
import { LinkRows } from '../../components/page/link-rows.tsx'
import { Section } from '../../components/page/section.tsx'
import { erratumPath } from '../../components/paths.ts'
import { listErrataOfVersion } from './packages-api.ts'

/** What a version fixes; nothing where no erratum names it. */
export function ErrataRows({ packageId }: { packageId: number }) {
  const { data } = useQuery({
    queryKey: ['errata', 'of version', packageId],
    queryFn: () => listErrataOfVersion(packageId),
  })
  if (!data || data.total === 0) return null
  return (
    <Section title={`Fixes ${plural(data.total, 'erratum', 'errata')}`}>
      <LinkRows
        none=""
        rows={data.items.map((one) => ({
          label: one.name,
          detail: one.title,
          href: erratumPath(one.name),
          aside: <Severity severity={one.severity} />,
        }))}
      />
    </Section>
  )
}
