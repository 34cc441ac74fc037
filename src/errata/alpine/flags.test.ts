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

forEachDatabase('updates are flagged by errata of Alpine', (databases) => {
  test('Alpine: by origin, for the branch of the host, whose files are read because the host runs it', async () => {
    const db = await databases.open()
    const index = 'P:libcrypto3\nV:3.3.2-r1\nA:x86_64\no:openssl\n\nP:busybox\nV:1.36-r5\nA:x86_64\no:busybox\n\n'
    server.on('/v3.20/main/x86_64/APKINDEX.tar.gz', gzipSync(makeTar({ APKINDEX: index })))
    await sendReport(db, {
      ...{ hostname: 'a', arch: 'x86_64', kernel: '6.6', os: 'Alpine Linux v3.20' },
      packages: [
        { name: 'libcrypto3', epoch: '', version: '3.3.0', release: 'r2', arch: 'x86_64', type: 'apk' },
        { name: 'busybox', epoch: '', version: '1.36', release: 'r2', arch: 'x86_64', type: 'apk' },
      ],
      repos: [{ type: 'apk', name: 'main', id: 'main', priority: 0, urls: [`${server.url}/v3.20/main`] }],
    })
    await refreshRepos(db)
    await findCandidates(db)
    const secdb = {
      ...{ distroversion: 'v3.20', reponame: 'main', archs: ['x86_64', 'aarch64'] },
      packages: [
        { pkg: { name: 'openssl', secfixes: { '3.3.2-r0': ['CVE-2024-6119'], '3.3.0-r1': ['CVE-2024-1'] } } },
        { pkg: { name: 'busybox', secfixes: { '1.36-r9': ['CVE-2024-2'], '0': ['CVE-2024-3'] } } },
      ],
    }
    server.on('/alpine/v3.20/main.json', JSON.stringify(secdb))
    server.on('/alpine/v3.20/community.json', JSON.stringify({ ...secdb, reponame: 'community', packages: [] }))
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual(['a busybox', 'a libcrypto3 Security: alpine-v3.20-openssl-3.3.2-r0.'])
    await expectSameAnew(db)
  })
})
