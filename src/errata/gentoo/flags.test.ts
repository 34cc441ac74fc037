import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { expectSameAnew, flagged, readFeeds } from '../../../tests/support/flagging.ts'
import {
  findCandidates,
  refresh as refreshRepos,
  sendReport,
  server,
  setUpRefreshing,
} from '../../../tests/support/refreshing.ts'
import { makeTar } from '../../../tests/support/tar.ts'

setUpRefreshing()

forEachDatabase('updates are flagged by errata of Gentoo', (databases) => {
  test('Gentoo: GLSAs of the tree, by category, slot and ranges', async () => {
    const db = await databases.open()
    const cache = (id: string, slot: string) => ({
      [`gentoo/metadata/md5-cache/${id}`]: `EAPI=8\nKEYWORDS=amd64\nSLOT=${slot}\n`,
    })
    const glsa = `<?xml version="1.0"?><glsa id="202401-01"><title>Python: flaws</title><synopsis>s</synopsis>
      <announced>2024-01-01</announced><affected><package name="dev-lang/python" auto="yes" arch="*">
      <unaffected range="ge" slot="3.11">3.11.9</unaffected><unaffected range="ge" slot="3.12">3.12.9</unaffected>
      <vulnerable range="lt">3.12.9</vulnerable></package></affected></glsa>`
    const tree = makeTar({
      'gentoo/profiles/repo_name': 'gentoo',
      ...cache('dev-lang/python-3.11.9', '3.11'),
      ...cache('dev-lang/python-3.12.3', '3.12'),
      'gentoo/metadata/glsa/glsa-202401-01.xml': glsa,
      'gentoo/metadata/glsa/glsa-202401-02.xml': glsa.slice(0, 99),
    })
    server.on('/gentoo/snapshots/gentoo-latest.tar.xz', gzipSync(tree))
    const python = { category: 'dev-lang', name: 'python', release: '', arch: 'amd64', type: 'gentoo', repo: 'gentoo' }
    await sendReport(db, {
      ...{ hostname: 'g', arch: 'x86_64', kernel: '6.9', os: 'Gentoo Linux' },
      packages: [
        { ...python, epoch: '3.11', version: '3.11.4' },
        { ...python, epoch: '3.12', version: '3.12.1' },
      ],
      repos: [
        {
          ...{ type: 'gentoo', name: 'gentoo', id: 'gentoo', priority: 0 },
          urls: [`${server.url}/gentoo/snapshots/gentoo-latest.tar.xz`],
        },
      ],
    })
    await refreshRepos(db)
    await findCandidates(db)
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual(['g python Security: GLSA-202401-01.', 'g python'])
    const [reject] = await db.query.selectFrom('set_reject').selectAll().where('section', '=', 'gentoo').execute()
    expect(reject).toMatchObject({ text: 'glsa-202401-02.xml', position: 2 })
    await expectSameAnew(db)
  })
})
