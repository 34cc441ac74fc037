import type { CveDetail } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { CountLink } from '../../components/facts/count-link.tsx'
import { plural } from '../../components/format.ts'
import { Section } from '../../components/page/section.tsx'
import { listPath, osReleasePath, packageVersionPath } from '../../components/paths.ts'
import { CveStateMark } from '../../components/security/cve-state-mark.tsx'
import table from './fact-table.module.css'

type Package = CveDetail['package_list'][number]

/** What hosts have that it is in: with the version that is right, or why there is none. */
export function AffectedPackages({ cve }: { cve: CveDetail }) {
  const { package_list: packages } = cve
  return (
    <Section
      title={
        packages.length === 0
          ? 'No installed package has it'
          : plural(packages.length, 'installed package has it', 'installed packages have it')
      }
    >
      {packages.length > 0 && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Package</th>
                <th>System</th>
                <th>Right from</th>
                <th className={table.right}>Hosts</th>
              </tr>
            </thead>
            <tbody>
              {packages.map((one) => (
                <Row key={`${one.id} ${one.os_release.id}`} one={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}

function Row({ one }: { one: Package }) {
  return (
    <tr>
      <td>
        <AppLink href={packageVersionPath(one.id)}>
          {one.name} <span className="dim">{one.full_version}</span>
        </AppLink>
      </td>
      <td>
        <AppLink href={osReleasePath(one.os_release.id)} className="dim">
          {one.os_release.name}
        </AppLink>
      </td>
      <td className={table.version}>
        {one.state === 'fixable' ? (
          <AppLink href={listPath('/package-versions', { name: one.name, available: true })}>
            {one.fixed || 'a newer version'}
          </AppLink>
        ) : (
          <CveStateMark state={one.state} />
        )}
      </td>
      <td className={table.right}>
        <CountLink value={one.hosts} href={listPath('/hosts', { package_id: one.id, os_release: one.os_release.id })} />
      </td>
    </tr>
  )
}
