import type { Feed } from '../../feeds/feed.ts'
import { readChecked } from '../../feeds/read-checked.ts'
import { type ErrataSource, usedReleases } from '../source.ts'
import { parseNotices } from './notice.ts'
import { readNotices } from './pages.ts'
import { parseUsnDatabase } from './parse.ts'

const NOTICES = 'ubuntu-notices'

/** The database of all notices, with its checksum beside it; the notices of the site, where it has an address. */
export const ubuntuSource: ErrataSource = {
  name: 'ubuntu',
  title: 'Ubuntu security notices',
  yields: 'errata',
  listFeeds: (base, { settings, releases }) => {
    const used = usedReleases('ubuntu', releases)
    const wanted = [...settings.ubuntuCodenames, ...used]
    const database: Feed = {
      ...{ name: 'ubuntu', url: `${base}/database.json.bz2`, release: '', releases: wanted },
      read: (context) => readChecked(context, `${base}/database.json.bz2.sha256`, 'sha256'),
    }
    // hundreds of pages of what the database has as well
    const site = (settings.feeds.ubuntu_notices ?? 'off').replace(/\/+$/, '')
    if (site === 'off' || used.length === 0) return [database]
    const url = `${site}/notices.json`
    return [database, { name: NOTICES, url, release: '', releases: wanted, read: readNotices }]
  },
  parse: (pieces, { name }) => (name === NOTICES ? parseNotices(pieces, name) : parseUsnDatabase(pieces, name)),
}
