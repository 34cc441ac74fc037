import { sql } from 'kysely'
import { column, is, isFlag, isNumber, names, VALUE } from './members.ts'
import type { LegacyResource } from './resource.ts'

export const PACKAGE_RESOURCES: Record<string, LegacyResource> = {
  'package-architecture': names(sql`(select distinct arch as name from package) a`, 'a.name'),
  'package-name': {
    from: sql`package_name n`,
    id: column('n.id'),
    order: sql`n.name`,
    members: { id: [column('n.id'), VALUE], name: [column('n.name'), VALUE] },
    filters: { name: is('n.name') },
  },
  package: {
    from: sql`package p`,
    id: column('p.id'),
    order: sql`p.id`,
    members: {
      id: [column('p.id'), VALUE],
      name: [column('p.name_id'), { link: 'package-name' }],
      epoch: [column('p.epoch'), VALUE],
      version: [column('p.version'), VALUE],
      release: [column('p.release'), VALUE],
      arch: [column('p.arch'), { named: 'package-architecture' }],
    },
    filters: {
      name: (value) => sql`p.name_id in (select id from package_name where name = ${value})`,
      epoch: is('p.epoch'),
      version: is('p.version'),
      release: is('p.release'),
      arch: is('p.arch'),
      packagetype: (value) => sql`p.type = ${{ D: 'deb', R: 'rpm', A: 'arch', G: 'gentoo', K: 'apk' }[value] ?? value}`,
    },
  },
  'package-update': {
    from: sql`package_update u`,
    id: column('u.id'),
    order: sql`u.id`,
    members: {
      id: [column('u.id'), VALUE],
      oldpackage: [column('u.installed_id'), { link: 'package' }],
      newpackage: [column('u.candidate_id'), { link: 'package' }],
      security: [sql`case when u.security_host_count > 0 then 1 else 0 end`, 'flag'],
    },
    filters: {
      oldpackage: isNumber('u.installed_id'),
      newpackage: isNumber('u.candidate_id'),
      security: isFlag(sql`u.security_host_count > 0`),
    },
  },
}
