import type { PackageVersion } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { CountLink } from '../../components/facts/count-link.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { plural } from '../../components/format.ts'
import type { Card } from '../../components/list/card-list.tsx'
import type { Column } from '../../components/list/column.ts'
import { listPath, packagePath, packageVersionPath } from '../../components/paths.ts'

const NAME: Column<PackageVersion> = {
  key: 'name',
  title: 'Package',
  sort: 'name',
  cell: (one) => (
    <AppLink href={packagePath(one.name)} style={{ fontWeight: 500 }} title={one.name}>
      {one.name}
    </AppLink>
  ),
  text: (one) => one.name,
}

/** What a version is of, where it is installed and what offers it; installed from none is said in words. */
export const VERSION_COLUMNS: Column<PackageVersion>[] = [
  {
    key: 'version',
    title: 'Version',
    sort: 'version',
    descending: true,
    width: 300,
    cell: (one) => (
      <AppLink href={packageVersionPath(one.id)} title={one.full_version}>
        {one.full_version}
      </AppLink>
    ),
    text: (one) => one.full_version,
  },
  {
    key: 'arch',
    title: 'Arch',
    width: 90,
    cell: (one) => <span className="dim">{one.arch}</span>,
    filter: (one) => ({ key: 'arch', value: one.arch, label: one.arch }),
    text: (one) => one.arch,
  },
  {
    key: 'type',
    title: 'Type',
    width: 80,
    from: 'lg',
    cell: (one) => <span className="dim">{one.type}</span>,
    text: (one) => one.type,
  },
  {
    key: 'source',
    title: 'Source',
    width: 170,
    from: 'lg',
    cell: (one) => (
      <span className="dim" title={one.source}>
        {one.source}
      </span>
    ),
    text: (one) => one.source,
  },
  {
    key: 'hosts',
    title: 'Hosts',
    sort: 'hosts',
    descending: true,
    align: 'right',
    width: 90,
    cell: (one) => <CountLink value={one.hosts} href={listPath('/hosts', { package_id: one.id })} />,
    text: (one) => one.hosts,
  },
  {
    key: 'repositories',
    title: 'Repositories',
    align: 'right',
    width: 140,
    cell: (one) => <Offered version={one} />,
    text: (one) => one.repositories,
  },
]

export const NAMED_VERSION_COLUMNS = [NAME, ...VERSION_COLUMNS]

function Offered({ version }: { version: PackageVersion }) {
  if (version.repositories > 0) {
    return <CountLink value={version.repositories} href={listPath('/repositories', { package_id: version.id })} />
  }
  if (version.hosts === 0) return <span className="num faint">0</span>
  return (
    <ToneBadge tone="quiet" reason="Installed, but no repository that is known here offers this version.">
      from none
    </ToneBadge>
  )
}

export function versionCard(one: PackageVersion): Card {
  return {
    title: one.full_version,
    aside: one.arch,
    second: one.name,
    third: `${plural(one.hosts, 'host')} · ${one.repositories === 0 ? 'from no repository' : plural(one.repositories, 'repository', 'repositories')}`,
  }
}
