import type { CveDetail } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { count } from '../../components/format.ts'
import { cveHostsPath } from '../../components/security/cve-columns.tsx'
import classes from './cve.module.css'

const STATUSES = [
  { key: 'affected', word: 'Affected', meaning: 'have it, and nobody accepts that' },
  {
    key: 'reboot',
    word: 'Reboot waits',
    meaning: 'run a kernel that has it; a fixed one is installed, the reboot waits',
  },
  { key: 'accepted', word: 'Accepted', meaning: 'have it, and somebody accepts that' },
  { key: 'fixed', word: 'Fixed', meaning: 'have a version that is right' },
  { key: 'not-applicable', word: 'Not applicable', meaning: 'have nothing that it is in' },
  { key: 'unknown', word: 'Unknown', meaning: 'nothing is read that would tell of their system' },
] as const

/** All hosts by how they are: each number leads to exactly those. */
export function HostStatus({ cve }: { cve: CveDetail }) {
  return (
    <ul className={classes.statuses} aria-label="Hosts by status">
      {STATUSES.map(({ key, word, meaning }) => {
        const n = cve.host_status[key]
        return (
          <li key={key} data-status={key} data-none={n === 0 || undefined} title={`Hosts that ${meaning}.`}>
            {n === 0 ? (
              <span>
                <b className="num">0</b> {word}
              </span>
            ) : (
              <AppLink href={cveHostsPath(cve.name, key)}>
                <b className="num">{count(n)}</b> {word}
              </AppLink>
            )}
          </li>
        )
      })}
    </ul>
  )
}
