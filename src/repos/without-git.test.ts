import { gzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { mirrors, offered, refresh, reportAs, server, setUpRefreshing } from '../../tests/support/refreshing.ts'
import { makeTar } from '../../tests/support/tar.ts'

setUpRefreshing()

forEachDatabase('an overlay where there is no git', (databases) => {
  test('is read by the archive that its server makes; where there is none, it says so', async () => {
    const db = await databases.open()
    vi.stubEnv('PATH', '/nonexistent')
    server.on(
      '/o/a/archive/HEAD.tar.gz',
      gzipSync(makeTar({ 'a/app-misc/own/own-1.ebuild': 'SLOT=0\nKEYWORDS=amd64' })),
    )
    await reportAs(db, 'gentoo', [`${server.url}/o/a.git`], [`${server.url}/o/b.git`])
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 1 })
    vi.unstubAllEnvs()
    expect(await offered(db)).toEqual(['own 1-'])
    expect((await mirrors(db)).map(({ reason }) => reason)).toEqual(['', expect.stringContaining('has no git')])
    expect(server.requests.filter((request) => request.includes('info/refs'))).toEqual([])
  })
})
