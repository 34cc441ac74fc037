import { sql } from 'kysely'
import { column, is, names, VALUE } from './members.ts'
import type { LegacyResource } from './resource.ts'

export const OS_RESOURCES: Record<string, LegacyResource> = {
  'machine-architecture': names(
    sql`(select arch as name from host union select arch from os_variant union select arch from repo) a`,
    'a.name',
  ),
  'os-variant': {
    from: sql`os_variant v`,
    id: column('v.id'),
    order: sql`v.name, v.arch`,
    members: {
      id: [column('v.id'), VALUE],
      name: [column('v.name'), VALUE],
      osrelease: [column('v.os_release_id'), { link: 'os-release' }],
      arch: [column('v.arch'), { named: 'machine-architecture' }],
    },
    filters: { name: is('v.name') },
  },
  'os-release': {
    from: sql`os_release o`,
    id: column('o.id'),
    order: sql`o.name`,
    members: {
      id: [column('o.id'), VALUE],
      name: [column('o.name'), VALUE],
      codename: [column('o.codename'), VALUE],
    },
    many: {
      repos: {
        link: 'repo',
        pairs: (ids) => sql`select x.os_release_id as id, x.repo_id as other from ${ids}
          join os_release_repo x on x.os_release_id = k.id`,
      },
    },
    filters: { name: is('o.name'), codename: is('o.codename') },
  },
}
