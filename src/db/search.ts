import { sql } from 'kysely'
import { escapeLike, type Fragment } from './list.ts'
import type { Queryable } from './open.ts'

export type FoundKind = 'host' | 'package' | 'repository' | 'os-release' | 'tag' | 'module' | 'erratum' | 'cve'

export interface FoundRow {
  kind: FoundKind
  label: string
  /** What its page is addressed by. */
  key: string
  detail: string
}

/** Anything whose name has `q` in it: what is or begins with it first. One query a kind. */
export async function findByName(db: Queryable, q: string, mostOfEach: number): Promise<FoundRow[]> {
  const text = q.trim().toLowerCase()
  if (text === '') return []
  const found: FoundRow[] = []
  for (const { kind, name, key, detail, from } of KINDS) {
    const pattern = escapeLike(text)
    const { rows } = await sql<{ label: string; key: string | number; detail: string | number }>`
      select ${name} as label, ${key} as key, ${detail} as detail from ${from}
      where lower(${name}) like ${`%${pattern}%`} escape '\\'
      order by case when lower(${name}) = ${text} then 0 when lower(${name}) like ${`${pattern}%`} escape '\\' then 1
        else 2 end, length(${name}), ${name} limit ${mostOfEach}`.execute(db.query)
    found.push(...rows.map((row) => ({ kind, label: row.label, key: String(row.key), detail: String(row.detail) })))
  }
  found.push(...(await findCves(db, text, mostOfEach)))
  return found
}

/** There are hundreds of thousands: only what begins like the name of one is looked for. */
async function findCves(db: Queryable, text: string, most: number): Promise<FoundRow[]> {
  const [, rest] = /^(?:cve-)?(\d{4}-\d{1,8})$/.exec(text) ?? []
  if (rest === undefined) return []
  const rows = await db.query
    .selectFrom('cve')
    .select(['name', 'title'])
    .where('name', 'like', `CVE-${rest}%`)
    .orderBy('number')
    .limit(most)
    .execute()
  return rows.map(({ name, title }) => ({ kind: 'cve', label: name, key: name, detail: title }))
}

interface Kind {
  kind: FoundKind
  name: Fragment
  key: Fragment
  detail: Fragment
  from: Fragment
}

const KINDS: Kind[] = [
  {
    kind: 'host',
    name: sql`h.hostname`,
    key: sql`h.hostname`,
    detail: sql`v.name`,
    from: sql`host h join os_variant v on v.id = h.os_variant_id`,
  },
  { kind: 'package', name: sql`n.name`, key: sql`n.name`, detail: sql`n.host_count`, from: sql`package_name n` },
  { kind: 'repository', name: sql`r.name`, key: sql`r.id`, detail: sql`r.key`, from: sql`repo r` },
  { kind: 'os-release', name: sql`o.name`, key: sql`o.id`, detail: sql`o.codename`, from: sql`os_release o` },
  {
    kind: 'tag',
    name: sql`t.tag`,
    key: sql`t.tag`,
    detail: sql`t.n`,
    from: sql`(select tag, count(*) as n from host_tag group by tag) t`,
  },
  {
    kind: 'module',
    name: sql`m.name`,
    key: sql`m.name`,
    detail: sql`m.n`,
    from: sql`(select name, count(distinct stream) as n
      from (select name, stream from set_module union select name, stream from module) s group by name) m`,
  },
  { kind: 'erratum', name: sql`e.name`, key: sql`e.name`, detail: sql`e.title`, from: sql`erratum e` },
]
