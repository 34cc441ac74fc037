import { sql } from 'kysely'
import type { Fragment } from '../list.ts'
import { column, is, names, VALUE } from './members.ts'
import type { LegacyResource } from './resource.ts'

/** What tables about CVEs have of CVEs by their names. */
const ofCve = (ids: Fragment, table: Fragment, value: Fragment) =>
  sql`select distinct k.id, ${value} as other from ${ids} join cve c on c.name = k.id join ${table} x on x.cve_id = c.id`

export const SECURITY_RESOURCES: Record<string, LegacyResource> = {
  // those that only errata name are in the list too
  cve: {
    from: sql`(select name as cve, title, description, published_at, modified_at from cve
      union all select distinct x.cve, '', '', 0, 0 from erratum_cve x
      where not exists (select 1 from cve y where y.name = x.cve)) c`,
    id: column('c.cve'),
    order: sql`c.cve`,
    members: {
      cve_id: [column('c.cve'), VALUE],
      title: [column('c.title'), VALUE],
      description: [column('c.description'), VALUE],
      published_date: [column('c.published_at'), 'time'],
      updated_date: [column('c.modified_at'), 'time'],
    },
    many: {
      cvss_scores: { link: '', pairs: (ids) => ofCve(ids, sql`cve_cvss`, sql`x.vector`) },
      cwes: { link: 'cwe', pairs: (ids) => ofCve(ids, sql`cve_cwe`, sql`x.cwe`) },
      references: { link: '', pairs: (ids) => ofCve(ids, sql`cve_reference`, sql`x.url`) },
    },
    filters: { cve_id: is('c.cve') },
  },
  cwe: {
    from: sql`(select name as cwe, title, description from cwe
      union all select distinct x.cwe, '', '' from cve_cwe x
      where not exists (select 1 from cwe y where y.name = x.cwe)) w`,
    id: column('w.cwe'),
    order: sql`w.cwe`,
    members: {
      cwe_id: [column('w.cwe'), VALUE],
      name: [column('w.title'), VALUE],
      description: [column('w.description'), VALUE],
    },
    filters: { cwe_id: is('w.cwe') },
  },
  reference: {
    ...names(sql`(select url, max(kind) as kind from erratum_reference group by url) f`, 'f.url'),
    members: { ref_type: [column('f.kind'), VALUE], url: [column('f.url'), VALUE] },
    filters: { ref_type: is('f.kind'), url: is('f.url') },
  },
  erratum: {
    from: sql`erratum e`,
    id: column('e.id'),
    order: sql`e.id`,
    members: {
      id: [column('e.id'), VALUE],
      name: [column('e.name'), VALUE],
      e_type: [column('e.type'), VALUE],
      issue_date: [column('e.issued_at'), 'time'],
      synopsis: [column('e.title'), VALUE],
    },
    many: {
      cves: {
        link: 'cve',
        pairs: (ids) => sql`select c.erratum_id as id, c.cve as other from ${ids}
          join erratum_cve c on c.erratum_id = k.id`,
      },
      osreleases: {
        link: 'os-release',
        pairs: (ids) => sql`select x.erratum_id as id, x.os_release_id as other from ${ids}
          join erratum_release x on x.erratum_id = k.id`,
      },
      references: {
        link: 'reference',
        pairs: (ids) => sql`select f.erratum_id as id, f.url as other from ${ids}
          join erratum_reference f on f.erratum_id = k.id`,
      },
    },
    filters: { name: is('e.name'), e_type: is('e.type') },
  },
}
