import { type RawBuilder, sql } from 'kysely'
import type { RepositoryState } from '../model/update.ts'
import type { Fragment } from './list.ts'

/** A repository `r` with its mirrors summed up as `a` (no row where it has none). A list that works holds no packages. */
export const repoWithMirrors: Fragment = sql`repo r left join (
  select m.repo_id, count(*) as mirrors, sum(m.enabled) as enabled,
    sum(case when m.enabled = 1 and m.state = 'ok' and m.is_mirrorlist = 0 then 1 else 0 end) as ok,
    sum(case when m.enabled = 1 and m.state = 'failing' then 1 else 0 end) as failing,
    sum(case when m.enabled = 1 and m.state = 'new' then 1 else 0 end) as untried,
    sum(case when m.refresh = 0 and m.state <> 'host-only' then 1 else 0 end) as not_refreshed,
    min(m.url) as url, max(m.confirmed_at) as confirmed_at,
    min(case when m.enabled = 1 and m.state = 'failing' then m.failing_since end) as failing_since,
    min(case when m.enabled = 1 and m.state <> 'ok' and m.reason <> '' then m.reason end) as reason
  from mirror m group by m.repo_id) a on a.repo_id = r.id`

/** The state of a repository, the one place where it is derived; of the aliases of `repoWithMirrors`. */
export const repoState: RawBuilder<RepositoryState> = sql`case when r.enabled = 0 then 'disabled'
  when coalesce(a.enabled, 0) = 0 then 'failing' when a.ok > 0 and a.failing > 0 then 'partly' when a.ok > 0 then 'ok'
  when a.failing > 0 then 'failing' when a.untried > 0 then 'new' else 'host-only' end`
