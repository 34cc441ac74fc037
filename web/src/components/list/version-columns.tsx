import type { PackageVersion } from '../../api/types.ts'
import { AppLink } from '../app-link.tsx'
import { CountLink } from '../facts/count-link.tsx'
import { ToneBadge } from '../facts/tone-badge.tsx'
import { packageTitle, plural } from '../format.ts'
import { listPath, packagePath, packageVersionPath } from '../paths.ts'
import type { Card } from './card-list.tsx'
import type { Column } from './column.ts'
import { countColumn, dimColumn } from './column-kinds.tsx'

const NAME: Column<PackageVersion> = {
  key: 'name',
  title: 'Package',
  sort: 'name',
  cell: (one) => (
    <AppLink href={packagePath(one.name)} style={{ fontWeight: 500 }} title={packageTitle(one)}>
      {packageTitle(one)}
    </AppLink>
  ),
  text: packageTitle,
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
  dimColumn('arch', 'Arch', 90, (one) => one.arch, {
    filter: (one) => ({ key: 'arch', value: one.arch, label: one.arch }),
  }),
  dimColumn('type', 'Type', 80, (one) => one.type, { from: 'lg' }),
  dimColumn('source', 'Source', 170, (one) => one.source, { from: 'lg' }),
  countColumn(
    'hosts',
    'Hosts',
    90,
    (one) => one.hosts,
    (one) => listPath('/hosts', { package_id: one.id }),
    { sort: 'hosts' },
  ),
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

/** Of one repository: that it offers them is known. */
export const OFFERED_VERSION_COLUMNS = NAMED_VERSION_COLUMNS.filter(
  ({ key }) => key !== 'repositories' && key !== 'type',
)

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

export function namedVersionCard(one: PackageVersion): Card {
  const offered = one.repositories === 0 ? 'from no repository' : plural(one.repositories, 'repository', 'repositories')
  return {
    title: one.name,
    aside: one.arch,
    second: one.full_version,
    third: `${plural(one.hosts, 'host')} · ${offered}`,
  }
}

/** On the page of the package, where its name need not be said again. */
export function versionCard(one: PackageVersion): Card {
  const { second, third, ...card } = namedVersionCard(one)
  return { ...card, title: second, second: third }
}
