import { sql } from 'kysely'
import { column, is, isNumber, PAIR, VALUE } from './members.ts'
import type { LegacyResource } from './resource.ts'

const REPO_TYPE = sql`case r.type when 'deb' then 'D' when 'rpm' then 'R' when 'arch' then 'A' when 'gentoo' then 'G' else 'K' end`

export const REPO_RESOURCES: Record<string, LegacyResource> = {
  repo: {
    from: sql`repo r`,
    id: column('r.id'),
    order: sql`r.name, r.id`,
    members: {
      id: [column('r.id'), VALUE],
      name: [column('r.name'), VALUE],
      arch: [column('r.arch'), { named: 'machine-architecture' }],
      security: [sql`case when r.security + r.release_security > 0 then 1 else 0 end`, 'flag'],
      repotype: [REPO_TYPE, VALUE],
      enabled: [column('r.enabled'), 'flag'],
      auth_required: [column('r.auth_required'), 'flag'],
    },
    filters: { name: is('r.name') },
  },
  mirror: {
    from: sql`mirror m`,
    id: column('m.id'),
    order: sql`m.id`,
    members: {
      id: [column('m.id'), VALUE],
      repo: [column('m.repo_id'), { link: 'repo' }],
      url: [column('m.url'), VALUE],
      last_access_ok: [column('m.last_access_ok'), 'flag'],
      packages_checksum: [column('m.checksum'), VALUE],
      timestamp: [column('m.changed_at'), 'time'],
      mirrorlist: [column('m.is_mirrorlist'), 'flag'],
      enabled: [column('m.enabled'), 'flag'],
      refresh: [column('m.refresh'), 'flag'],
      fail_count: [column('m.fail_count'), VALUE],
    },
    filters: { repo: isNumber('m.repo_id'), url: is('m.url') },
  },
  'mirror-package': {
    from: sql`mirror m join package_set_entry e on e.set_id = m.package_set_id`,
    id: sql`(m.id * ${sql.raw(String(PAIR))} + e.package_id)`,
    order: sql`m.id, e.package_id`,
    members: {
      id: [sql`(m.id * ${sql.raw(String(PAIR))} + e.package_id)`, VALUE],
      mirror: [column('m.id'), { link: 'mirror' }],
      package: [column('e.package_id'), { link: 'package' }],
      enabled: [column('m.enabled'), 'flag'],
    },
    filters: { mirror: isNumber('m.id'), package: isNumber('e.package_id') },
  },
}
