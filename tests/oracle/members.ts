/** What a scenario has beside the report of today's client. */
export interface ScenarioInputs {
  /** dnf.conf's lines. */
  dnf_conf?: string
  /** Lines of a repository's section, by its id. */
  repo_conf?: Record<string, string>
  /** Module, stream, `enabled` or `disabled`. */
  module_state?: [string, string, string][]
  locks?: string[]
  /** pacman.conf's lines; its repositories in their order; the `Usage` of some of them. */
  pacman_conf?: string
  repo_order?: string[]
  repo_usage?: Record<string, string>
  /** By name; `installed`: `version arch`, and zypper's `vendor …` behind it. */
  why: Record<string, { installed: string[] }>
}

interface Report {
  packages: { name: string; epoch: string; version: string; release: string; arch: string }[]
  repos: { id: string }[]
}

/** The report as a client sends it that tells all that decides. */
export function addMembers(text: string, inputs: ScenarioInputs): string {
  const report = JSON.parse(text) as Report
  const repos = report.repos.map((repo) => {
    const conf = Object.entries(inputs.repo_conf ?? {}).find(([id]) => isRepo(repo.id, id))?.[1] ?? ''
    const hotfixes = /^module_hotfixes=1$/m.test(conf)
    return {
      ...repo,
      ...(hotfixes && { module_hotfixes: true }),
      excludes: isUnused(inputs.repo_usage?.[repo.id]) ? ['*'] : listWords(conf, 'excludepkgs'),
      includes: listWords(conf, 'includepkgs'),
    }
  })
  const disabled = (inputs.module_state ?? []).filter(([, , state]) => state === 'disabled').map(([name]) => name)
  return JSON.stringify({
    ...report,
    repos,
    packages: report.packages.map((p) => ({ ...p, ...vendorOf(p, inputs) })),
    excludes: [...listWords(inputs.dnf_conf ?? '', 'excludepkgs'), ...listWords(inputs.pacman_conf ?? '', 'IgnorePkg')],
    repo_order: inputs.repo_order ?? [],
    disabled_modules: disabled,
    locks: inputs.locks ?? [],
  })
}

/** Reports have the distribution's CPE name before an id. */
function isRepo(reported: string, id: string): boolean {
  return reported === id || (reported.startsWith('cpe:') && reported.endsWith(`-${id}`))
}

/** What is not synchronised has no packages; `pacman -Qu` asks nothing else of a repository's `Usage`. */
function isUnused(usage: string | undefined): boolean {
  return usage !== undefined && !/\b(All|Sync)\b/.test(usage)
}

function listWords(conf: string, option: string): string[] {
  const line = conf.split('\n').find((text) => text.replace(' = ', '=').startsWith(`${option}=`))
  return line
    ? line
        .replace(' = ', '=')
        .slice(option.length + 1)
        .split(' ')
    : []
}

function vendorOf(p: Report['packages'][number], { why }: ScenarioInputs): { vendor?: string } {
  const version = `${p.epoch === '' || p.epoch === '0' ? '' : `${p.epoch}:`}${p.version}-${p.release}`
  for (const text of why[p.name]?.installed ?? []) {
    const [full = '', arch, word, ...vendor] = text.split(' ')
    if (word === 'vendor' && full.replace(/^0:/, '') === version && arch === p.arch) return { vendor: vendor.join(' ') }
  }
  return {}
}
