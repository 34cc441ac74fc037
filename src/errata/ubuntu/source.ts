import { readChecked } from '../../feeds/read-checked.ts'
import { type ErrataSource, usedReleases } from '../source.ts'
import { parseUsnDatabase } from './parse.ts'

/** The database of all notices, with its checksum beside it. */
export const ubuntuSource: ErrataSource = {
  name: 'ubuntu',
  title: 'Ubuntu security notices',
  yields: 'errata',
  listFeeds: (base, { settings, releases }) => [
    {
      ...{ name: 'ubuntu', url: `${base}/database.json.bz2`, release: '' },
      releases: [...settings.ubuntuCodenames, ...usedReleases('ubuntu', releases)],
      read: (context) => readChecked(context, `${base}/database.json.bz2.sha256`, 'sha256'),
    },
  ],
  parse: (pieces, { name }) => parseUsnDatabase(pieces, name),
}
