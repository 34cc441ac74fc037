import type { Report } from './report.ts'

/** What is small of a report: kept beside its body, so that an unchanged report is processed without opening it. */
export type ReportFacts = Pick<
  Report,
  | 'arch'
  | 'kernel'
  | 'os'
  | 'tags'
  | 'reboot'
  | 'bootTime'
  | 'machineId'
  | 'clientVersion'
  | 'excludes'
  | 'disabledModules'
  | 'repoOrder'
  | 'servicesToRestart'
>

/** As JSON; members always in one order, so that equal facts are equal texts. */
export function toFactsText(report: ReportFacts): string {
  const { arch, kernel, os, tags, reboot, bootTime, machineId, clientVersion } = report
  const { excludes, disabledModules, repoOrder, servicesToRestart } = report
  return JSON.stringify({
    arch,
    kernel,
    os,
    tags,
    reboot,
    bootTime,
    machineId,
    clientVersion,
    excludes,
    disabledModules,
    repoOrder,
    servicesToRestart,
  } satisfies ReportFacts)
}

/** What a host is known by before its first report. */
export const NO_FACTS: ReportFacts = {
  arch: '',
  kernel: '',
  os: '',
  tags: [],
  reboot: 'unknown',
  bootTime: 0,
  machineId: '',
  clientVersion: '',
  excludes: [],
  disabledModules: [],
  repoOrder: [],
  servicesToRestart: [],
}

export function parseFacts(text: string): ReportFacts {
  return { ...NO_FACTS, ...(JSON.parse(text) as Partial<ReportFacts>) }
}
