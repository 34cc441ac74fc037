import { type SqlBool, sql } from 'kysely'
import type { Condition, Fragment } from '../list.ts'
import type { LegacyResource, MemberKind } from './resource.ts'

const VALUE: MemberKind = 'value'
const is = (column: string) => (value: string) => sql<SqlBool>`${sql.ref(column)} = ${value}` as Condition
/** Ids and flags that are no number match nothing. */
const isNumber = (column: string) => (value: string) =>
  sql<SqlBool>`${sql.ref(column)} = ${/^\d{1,15}$/.test(value) ? Number(value) : -1}` as Condition
const isFlag = (test: Fragment) => (value: string) =>
  sql<SqlBool>`(case when ${test} then 1 else 0 end) = ${/^(true|1)$/i.test(value) ? 1 : 0}` as Condition
const column = (name: string) => sql.ref(name)

const hasPackage = (name: string) => (value: string) =>
  sql<SqlBool>`h.id in (select x.host_id from host_package x join package p on p.id = x.package_id
    join package_name n on n.id = p.name_id where ${sql.ref(name)} = ${value})` as Condition

/** Two ids as one: JSON's numbers hold both. */
export const PAIR = 2 ** 27

const HOST: LegacyResource = {
  from: sql`host h`,
  id: column('h.id'),
  order: sql`h.hostname`,
  members: {
    id: [column('h.id'), VALUE],
    hostname: [column('h.hostname'), VALUE],
    ipaddress: [column('h.ip'), VALUE],
    reversedns: [column('h.reverse_dns'), VALUE],
    check_dns: [column('h.check_dns'), 'flag'],
    osvariant: [column('h.os_variant_id'), { link: 'os-variant' }],
    kernel: [column('h.kernel'), VALUE],
    arch: [column('h.arch'), { named: 'machine-architecture' }],
    domain: [column('h.domain'), { named: 'domain' }],
    lastreport: [column('h.last_report_at'), 'time'],
    reboot_required: [sql`case when h.reboot = 'yes' then 1 else 0 end`, 'flag'],
    host_repos_only: [column('h.host_repos_only'), 'flag'],
    updated_at: [column('h.updated_at'), 'time'],
    bugfix_update_count: [column('h.bugfix_count'), VALUE],
    security_update_count: [column('h.security_count'), VALUE],
  },
  many: {
    repos: {
      link: 'host-repo',
      pairs: (ids) => sql`select x.host_id as id, x.host_id * ${sql.raw(String(PAIR))} + x.repo_id as other
        from ${ids} join host_repo x on x.host_id = k.id`,
    },
    updates: {
      link: 'package-update',
      pairs: (ids) => sql`select u.host_id as id, u.update_id as other from ${ids}
        join host_update u on u.host_id = k.id where u.state = 'pending'`,
    },
    tags: {
      link: '',
      pairs: (ids) => sql`select t.host_id as id, t.tag as other from ${ids} join host_tag t on t.host_id = k.id`,
    },
  },
  filters: {
    hostname: is('h.hostname'),
    package_id: (value) => sql`h.id in (select x.host_id from host_package x where ${isNumber('x.package_id')(value)})`,
    package_name: hasPackage('n.name'),
    package_version: hasPackage('p.version'),
    package_release: hasPackage('p.release'),
    package_epoch: hasPackage('p.epoch'),
    package_arch: hasPackage('p.arch'),
    tag: (value) => sql`h.id in (select host_id from host_tag where tag = ${value})`,
  },
}

const REPO_TYPE = sql`case r.type when 'deb' then 'D' when 'rpm' then 'R' when 'arch' then 'A' when 'gentoo' then 'G' else 'K' end`

/** What tables about CVEs have of CVEs by their names. */
const ofCve = (ids: Fragment, table: Fragment, value: Fragment) =>
  sql`select distinct k.id, ${value} as other from ${ids} join cve c on c.name = k.id join ${table} x on x.cve_id = c.id`

/** A list of names that have no table of their own. */
const names = (from: Fragment, name: string): LegacyResource => ({
  ...{ from, id: column(name), order: column(name), isNamed: true },
  members: { name: [column(name), VALUE] },
  filters: { name: is(name) },
})

/** By their names in the addresses. */
export const LEGACY_RESOURCES: Record<string, LegacyResource> = {
  'package-architecture': names(sql`(select distinct arch as name from package) a`, 'a.name'),
  'machine-architecture': names(
    sql`(select arch as name from host union select arch from os_variant union select arch from repo) a`,
    'a.name',
  ),
  domain: names(sql`(select distinct domain as name from host where domain <> '') a`, 'a.name'),
  host: HOST,
  'host-repo': {
    from: sql`host_repo x`,
    id: sql`(x.host_id * ${sql.raw(String(PAIR))} + x.repo_id)`,
    order: sql`x.host_id, x.repo_id`,
    members: {
      host: [column('x.host_id'), { link: 'host' }],
      repo: [column('x.repo_id'), { link: 'repo' }],
      enabled: [column('x.enabled'), 'flag'],
      priority: [column('x.priority'), VALUE],
    },
    filters: { host: isNumber('x.host_id'), repo: isNumber('x.repo_id') },
  },
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
  report: {
    from: sql`report r`,
    id: column('r.id'),
    order: sql`r.id desc`,
    members: {
      id: [column('r.id'), VALUE],
      host: [column('r.hostname'), VALUE],
      tags: [column('r.tags'), VALUE],
      kernel: [column('r.kernel'), VALUE],
      arch: [column('r.arch'), VALUE],
      os: [column('r.os'), VALUE],
      report_ip: [column('r.ip'), VALUE],
      protocol: [column('r.protocol'), VALUE],
      useragent: [column('r.user_agent'), VALUE],
      processed: [sql`case when r.state = 'processed' then 1 else 0 end`, 'flag'],
      created: [column('r.received_at'), 'time'],
    },
    filters: { host: is('r.hostname'), processed: isFlag(sql`r.state = 'processed'`) },
  },
}
