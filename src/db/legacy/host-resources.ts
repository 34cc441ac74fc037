import { type SqlBool, sql } from 'kysely'
import type { Condition } from '../list.ts'
import { column, is, isFlag, isNumber, names, PAIR, VALUE } from './members.ts'
import type { LegacyResource } from './resource.ts'

const hasPackage = (name: string) => (value: string) =>
  sql<SqlBool>`h.id in (select x.host_id from host_package x join package p on p.id = x.package_id
    join package_name n on n.id = p.name_id where ${sql.ref(name)} = ${value})` as Condition

export const HOST_RESOURCES: Record<string, LegacyResource> = {
  domain: names(sql`(select distinct domain as name from host where domain <> '') a`, 'a.name'),
  host: {
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
      package_id: (value) =>
        sql`h.id in (select x.host_id from host_package x where ${isNumber('x.package_id')(value)})`,
      package_name: hasPackage('n.name'),
      package_version: hasPackage('p.version'),
      package_release: hasPackage('p.release'),
      package_epoch: hasPackage('p.epoch'),
      package_arch: hasPackage('p.arch'),
      tag: (value) => sql`h.id in (select host_id from host_tag where tag = ${value})`,
    },
  },
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
  report: {
    from: sql`report r`,
    id: column('r.id'),
    order: sql`r.id desc`,
    members: {
      id: [column('r.id'), VALUE],
      host: [column('r.hostname'), VALUE],
      domain: [column('r.hostname'), { made: (hostname) => hostname.replace(/^[^.]*\.?/, '') }],
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
