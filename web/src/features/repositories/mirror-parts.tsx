import { Ago } from '../../components/facts/ago.tsx'
import { count } from '../../components/format.ts'
import classes from './mirror-parts.module.css'
import type { MirrorDetail } from './repositories-api.ts'

const NAMES = { packages: 'Packages', modules: 'Module streams', errata: 'Errata' }

/** Packages, module streams, errata: how many, since when, and the checksum of the file that they are from. */
export function MirrorParts({ parts }: { parts: MirrorDetail['parts'] }) {
  if (parts.length === 0) return <p className="dim">Nothing was read of it yet.</p>
  const hasRejects = parts.some((part) => part.rejects > 0)
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>Part</th>
            <th className={classes.right}>Entries</th>
            {hasRejects && <th className={classes.right}>Rejected</th>}
            <th>Changed</th>
            <th>Checksum</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.kind}>
              <td>{NAMES[part.kind]}</td>
              <td className={`num ${classes.right}`}>{count(part.count)}</td>
              {hasRejects && <td className={`num ${classes.right}`}>{count(part.rejects)}</td>}
              <td className="nowrap">
                <Ago at={part.since} suffix />
              </td>
              <td className="mono dim">{part.checksum}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
