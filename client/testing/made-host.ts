import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const GENERATOR = join(import.meta.dirname, '..', '..', '..', 'shared', 'oracle', 'gen.py')

/** What the maker of a host says that a report of it holds, and what its own package manager said. */
export interface Expected {
  updates: { name: string; arch: string; installed: string; candidate: string; security: boolean; action?: string }[]
  /** `dnf updateinfo list --updates` */
  updateinfo?: { type: string; name: string; arch: string; evr: string }[]
  dnf_conf?: string
  repo_conf?: Record<string, string>
  module_state?: [name: string, stream: string, state: string][]
  locks?: string[]
  /** Of pacman. */
  repo_order?: string[]
  repo_usage?: Record<string, string>
}

export interface MadeHost {
  /** A root folder with a package database and configuration, as a package manager of this machine made it. */
  root: string
  /** For the tools that made it. */
  home: string
  /** The folder whose `repos` its repositories are in. */
  out: string
  /** The body of protocol 2. */
  report: unknown
  expected: Expected
  remove(): void
}

export function canMake(...tools: string[]): boolean {
  return existsSync(GENERATOR) && ['/usr/bin/python3', ...tools].every((tool) => existsSync(tool))
}

/** A made-up host, always the same for one seed. */
export function makeHost(ecosystem: 'rpm' | 'zypper' | 'arch', kind: string, seed: number): MadeHost {
  const folder = mkdtempSync(join(tmpdir(), 'client-made-'))
  const out = join(folder, 'out')
  const args = ['--ecosystem', ecosystem, '--class', kind, '--seed', String(seed), '--keep', '--out', out]
  execFileSync('/usr/bin/python3', [GENERATOR, ...args], { env: { ...process.env, TMPDIR: folder }, stdio: 'ignore' })
  const [made = ''] = globSync(join(folder, 'oracle-*'))
  return {
    root: join(made, 'root'),
    home: join(made, 'home'),
    out,
    report: JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')),
    expected: JSON.parse(readFileSync(join(out, 'expected.json'), 'utf8')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
