import type { RebootState, Report, ReportedRepo, ReportedUpdate } from '../model/report.ts'
import { toHostname } from './hostname.ts'
import { MAX_LIST, MAX_TAGS, MAX_TEXT } from './limits.ts'
import { toExclude } from './locks.ts'
import type { RejectLog } from './reject-log.ts'
import { withPlainIds } from './repo-id.ts'
import { findOddity, NOT_UTF8, toText, toUsable } from './text.ts'
import { toTextList } from './text-list.ts'

/** A report as a protocol read it, its items already checked, its other fields as sent. */
export interface RawReport extends Omit<Report, 'rejects' | 'reboot'> {
  reboot: RebootState
  /** Of packages: they are excludes too. */
  locks: string[]
}

/** The last step of both protocols: what a section's absence means, one spelling for each fact. */
export function assembleReport(sent: RawReport, log: RejectLog): Report {
  const raw = withPlainIds(sent)
  const full = (raw.repos?.length ?? 0) > 0
  const repoOrder = toList('repo_order', raw.repoOrder, MAX_LIST, log)
  const repos = full && raw.repos ? inOrder(raw.repos, repoOrder) : undefined
  const securityUpdates = withoutTwins(raw.securityUpdates, [])
  return {
    protocol: raw.protocol,
    hostname: toSentHostname(raw.hostname, log),
    arch: toLine('arch', raw.arch, log),
    kernel: toLine('kernel', raw.kernel, log),
    os: toLine('os', raw.os, log),
    tags: toList('tags', raw.tags, MAX_TAGS, log),
    reboot: raw.reboot,
    // an empty list is believed only from a report that could see the repositories: a hook's sees part of the host
    packages: full || raw.packages?.length ? raw.packages : undefined,
    repos,
    modules: full || raw.modules?.length ? raw.modules : undefined,
    securityUpdates,
    bugfixUpdates: withoutTwins(raw.bugfixUpdates, securityUpdates),
    localUpdates: raw.localUpdates,
    bootTime: raw.bootTime,
    machineId: toLine('machine_id', raw.machineId, log),
    clientVersion: toLine('client_version', raw.clientVersion, log),
    excludes: [
      ...new Set([
        ...toList('excludes', raw.excludes, MAX_LIST, log),
        ...toList('locks', raw.locks, MAX_LIST, log).map(toExclude),
      ]),
    ],
    disabledModules: toList('disabled_modules', raw.disabledModules, MAX_LIST, log),
    repoOrder,
    servicesToRestart: toList('running_services_to_restart', raw.servicesToRestart, MAX_LIST, log),
    rejects: log.list(),
  }
}

function toSentHostname(raw: string, log: RejectLog): string {
  const sent = toLine('hostname', raw, log)
  const name = toHostname(sent)
  if (name.replace(/\.$/, '') !== sent.toLowerCase().replace(/\.$/, ''))
    log.add('hostname', 1, sent, `it is no host name; it was taken as ${name === '' ? 'none' : `"${name}"`}`)
  return name
}

/** A field of the report itself: it is never a reason to lose the report, so it is cut and cleaned. */
function toLine(section: string, raw: string, log: RejectLog): string {
  const text = toText(raw)
  const oddity = text.length > MAX_TEXT ? 'long' : findOddity(text)
  if (oddity === '') return text
  if (oddity === 'replaced') log.add(section, 1, text, NOT_UTF8)
  else if (oddity === 'long') log.add(section, 1, text, `it was cut to ${MAX_TEXT} characters`)
  else log.add(section, 1, text, 'control characters were replaced by spaces')
  return toUsable(text.slice(0, MAX_TEXT)).trim()
}

function toList(section: string, raw: string[], most: number, log: RejectLog): string[] {
  return toTextList(raw, most, (position, text, reason) => log.add(section, position, text, reason))
}

/**
 * pacman asks its repositories in the order of its configuration, which is their priority. The order of the list says
 * nothing: existing clients keep none.
 */
function inOrder(repos: ReportedRepo[], order: readonly string[]): ReportedRepo[] {
  if (order.length === 0) return repos
  const placeOf = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length)
  return repos.map((repo) => (repo.type === 'arch' ? { ...repo, priority: placeOf(repo.id) } : repo))
}

function withoutTwins(updates: ReportedUpdate[], others: ReportedUpdate[]): ReportedUpdate[] {
  const known = new Set(others.map(identity))
  return updates.filter((update) => {
    const key = identity(update)
    return !known.has(key) && known.add(key)
  })
}

function identity({ name, arch, version }: ReportedUpdate): string {
  return `${name} ${arch} ${version}`
}
