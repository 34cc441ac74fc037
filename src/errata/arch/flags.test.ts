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

forEachDatabase('updates are flagged by errata of Arch', (databases) => {
  test('Arch: a group of issues that the candidate fixes', async () => {
    const db = await databases.open()
    const desc = (name: string, version: string) => ({
      [`${name}-${version}/desc`]: `%NAME%\n${name}\n\n%VERSION%\n${version}\n\n%ARCH%\nx86_64\n\n`,
    })
    server.on('/core/os/x86_64/core.db', makeTar({ ...desc('openssl', '3.3-1'), ...desc('zlib', '1.3-2') }))
    const arch = { arch: 'x86_64', type: 'arch', epoch: '' }
    await sendReport(db, {
      ...{ hostname: 'a', arch: 'x86_64', kernel: '6.9', os: 'Arch Linux' },
      packages: [
        { name: 'openssl', version: '3.1', release: '1', ...arch },
        { name: 'zlib', version: '1.3', release: '1', ...arch },
      ],
      repos: [{ type: 'arch', name: 'core', id: 'core', priority: 0, urls: [`${server.url}/core/os/$arch`] }],
    })
    await refreshRepos(db)
    await findCandidates(db)
    const group = { severity: 'High', type: 'multiple issues', issues: ['CVE-2024-1'], advisories: [], ticket: null }
    server.on(
      '/arch/issues/all.json',
      JSON.stringify([
        { ...group, name: 'AVG-1', packages: ['openssl'], status: 'Fixed', affected: '3.1-1', fixed: '3.2-1' },
        { ...group, name: 'AVG-2', packages: ['zlib'], status: 'Vulnerable', affected: '1.3-1', fixed: null },
      ]),
    )
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual(['a openssl Security: AVG-1.', 'a zlib'])
    await expectSameAnew(db)
  })
})
