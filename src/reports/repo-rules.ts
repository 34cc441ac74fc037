import type { ReportedRepo } from '../model/report.ts'
import { MAX_LIST, MAX_REPOS } from './limits.ts'
import { readLines, splitQuoted } from './lines.ts'
import type { RejectLog } from './reject-log.ts'
import { toIdPrefix, toRepoId } from './repo-id.ts'
import { toText } from './text.ts'
import { toTextList } from './text-list.ts'
import { toWords } from './words.ts'

/**
 * Repositories of protocol 1 with what newer clients say of them in fields of their own: a line of `repos` has no room
 * for it, all that follows the priority is a url there.
 */
export function withRepoRules(
  repos: ReportedRepo[],
  fields: Readonly<Record<string, string | undefined>>,
  log: RejectLog,
): ReportedRepo[] {
  const { os = '', hotfix_repos = '', repo_excludes = '', repo_includes = '' } = fields
  if (hotfix_repos === '' && repo_excludes === '' && repo_includes === '') return repos
  const prefix = toIdPrefix(os)
  const hotfix = new Set(toWords(hotfix_repos).map((id) => toRepoId(toText(id), prefix)))
  const excludes = readGlobs('repo_excludes', repo_excludes, prefix, log)
  const includes = readGlobs('repo_includes', repo_includes, prefix, log)
  return repos.map((repo) => {
    const id = toRepoId(repo.id, prefix)
    if (id === '' || repo.type === 'deb') return repo
    return { ...repo, hotfix: hotfix.has(id), excludes: excludes.get(id) ?? [], includes: includes.get(id) ?? [] }
  })
}

/** By repository id. */
function readGlobs(section: string, text: string, prefix: string, log: RejectLog): Map<string, string[]> {
  const lines = readLines(section, text, MAX_REPOS, log, (line, warn) => {
    const [id = '', ...globs] = splitQuoted(line) ?? []
    if (id === '') return 'its fields are not in single quotes with one space between'
    return {
      id: toRepoId(toText(id), prefix),
      globs: toTextList(globs, MAX_LIST, (_, glob, reason) => warn(`"${glob.slice(0, 80)}": ${reason}`)),
    }
  })
  return new Map(lines.map(({ id, globs }) => [id, globs]))
}
