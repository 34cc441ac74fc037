import { Type } from 'typebox'
import { Count, Ids, listQuery, named, PageOf, RejectItem, Text, Time, Values } from './common.ts'

export const ReportSummary = named('ReportSummary', {
  id: Type.Integer(),
  hostname: Type.String(),
  received_at: Time,
  ip: Type.String(),
  protocol: Type.Integer(),
  user_agent: Type.String(),
  os: Type.String(),
  kernel: Type.String(),
  arch: Type.String(),
  tags: Type.Array(Type.String()),
  state: Type.Enum(['pending', 'processed', 'superseded', 'failed']),
  processed_at: Time,
  error: Type.String(),
  duration_ms: Count,
  rejects: Count,
})
export const ReportListQuery = listQuery(['received_at', 'hostname'], {
  state: Values('pending, processed, superseded or failed'),
  host: Text('host name'),
})
export const ReportPage = PageOf(ReportSummary)

const ReportedUpdate = Type.Object({
  name: Type.String(),
  version: Type.String(),
  arch: Type.String(),
  repo: Type.String(),
})

/** A section that the host did not send is null. */
const sectionOf = <Item extends ReturnType<typeof Type.Object>>(item: Item) =>
  Type.Union([Type.Array(item), Type.Null()])

export const ReportDetail = named('ReportDetail', {
  ...ReportSummary.properties,
  reboot: Type.Enum(['yes', 'no', 'unknown']),
  sections: Type.Object({
    packages: sectionOf(
      Type.Object({
        name: Type.String(),
        version: Type.String({ description: 'full' }),
        arch: Type.String(),
        type: Type.String(),
        held: Type.Boolean(),
      }),
    ),
    repos: sectionOf(
      Type.Object({
        type: Type.String(),
        name: Type.String(),
        id: Type.String(),
        priority: Type.Integer(),
        urls: Type.Array(Type.String()),
      }),
    ),
    modules: sectionOf(
      Type.Object({
        name: Type.String(),
        stream: Type.String(),
        version: Type.String(),
        context: Type.String(),
        arch: Type.String(),
        repo: Type.String(),
        packages: Type.Array(Type.String()),
      }),
    ),
    security_updates: Type.Array(ReportedUpdate),
    bugfix_updates: Type.Array(ReportedUpdate),
  }),
  reject_items: Type.Array(RejectItem),
})

export const ReportAction = named('ReportAction', { action: Type.Enum(['process', 'delete']), ids: Ids })
