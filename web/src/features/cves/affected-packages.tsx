import type { CveDetail } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { CountLink } from '../../components/facts/count-link.tsx'
import table from '../../components/facts/fact-table.module.css'
import { plural } from '../../components/format.ts'
import { Section } from '../../components/page/section.tsx'
import { listPath, osReleasePath, packageVersionPath, repositoryPath } from '../../components/paths.ts'
import { CveStateMark } from '../../components/security/cve-state-mark.tsx'

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
                <th>Fixed in</th>
                <th>Offered</th>
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
      <td className={table.version} data-label="fixed in">
        {one.state === 'fixable' ? one.fixed || 'a newer version' : <CveStateMark state={one.state} />}
      </td>
      <td data-label="offered">
        <Offers one={one} />
      </td>
      <td className={table.right} data-label="hosts">
        <CountLink value={one.hosts} href={listPath('/hosts', { package_id: one.id, os_release: one.os_release.id })} />
      </td>
    </tr>
  )
}

/** The versions that end it which hosts are offered, with the repositories that have them. */
function Offers({ one: { offers, state } }: { one: Package }) {
  if (offers.length === 0) return <span className="faint">{state === 'fixable' ? 'not yet' : ''}</span>
  return (
    <>
      {offers.slice(0, 3).map((offer) => (
        <div key={`${offer.id} ${offer.repository?.id}`}>
          <AppLink href={packageVersionPath(offer.id)}>{offer.full_version}</AppLink>{' '}
          {offer.repository ? (
            <AppLink href={repositoryPath(offer.repository.id)} className="dim">
              {offer.repository.name}
            </AppLink>
          ) : (
            <span className="dim">found by hosts</span>
          )}
        </div>
      ))}
      {offers.length > 3 && <span className="faint">and {offers.length - 3} more</span>}
    </>
  )
}
