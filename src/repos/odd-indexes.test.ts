import { expect, test } from 'vitest'
import { type AptPackage, packagesFile, publishSuite } from '../../tests/support/apt-repository.ts'
import { forEachDatabase } from '../../tests/support/databases.ts'
import {
  mirrors,
  offered,
  refresh,
  rejects,
  report,
  server,
  sets,
  setUpRefreshing,
} from '../../tests/support/refreshing.ts'

const DEBIAN = { Origin: 'Debian', Label: 'Debian', Suite: 'stable', Codename: 'bookworm' }
const BASH: AptPackage = { name: 'bash', version: '5.2-1', Source: 'bash-source (5.2-0)' }
const CURL: AptPackage = { name: 'curl', version: '1:8.1-2' }

setUpRefreshing()

forEachDatabase('odd but usable indexes', (databases) => {
  test('an empty one is believed', async () => {
    const db = await databases.open()
    await report(db, publishSuite(server, 'bookworm', packagesFile([BASH]), { release: DEBIAN }))
    await refresh(db)
    publishSuite(server, 'bookworm', '', { release: DEBIAN })
    expect(await refresh(db)).toMatchObject({ changed: 1, outcomes: [{ packages: 0, reason: '' }] })
    expect(await offered(db)).toEqual([])
    expect(await mirrors(db)).toMatchObject([{ state: 'ok' }])
  })

  test('what cannot be used is counted and kept with its reason', async () => {
    const db = await databases.open()
    const stanzas = [
      BASH,
      { name: 'no-version', version: '' },
      { ...CURL, SHA256: 'a'.repeat(64) },
      { ...CURL, SHA256: 'b'.repeat(64) },
    ]
    const latin1 = Buffer.from(packagesFile([{ name: 'old', version: '1-1', Maintainer: 'J\u00fcrgen' }]), 'latin1')
    const index = Buffer.concat([Buffer.from(packagesFile(stanzas)), latin1])
    await report(db, publishSuite(server, 'bookworm', index, { release: DEBIAN }))
    expect(await refresh(db)).toMatchObject({ outcomes: [{ packages: 3, rejects: 3 }] })
    expect(await offered(db)).toEqual(['bash 5.2-1', 'curl 8.1-2', 'old 1-1'])
    expect(await rejects(db)).toMatchObject([
      { section: 'Packages.xz', position: 2, text: 'no-version amd64', reason: expect.stringContaining('no Version') },
      { position: 4, reason: expect.stringContaining('another checksum') },
      { position: 5, reason: expect.stringContaining('UTF-8') },
    ])
    expect(await sets(db)).toMatchObject([{ reject_count: 3 }])
    publishSuite(server, 'bookworm', packagesFile([BASH]), { release: DEBIAN })
    await refresh(db)
    expect([await rejects(db), (await sets(db))[0]!.reject_count]).toEqual([[], 0])
  })

  test('an expired Release file is said, now and while nothing changes', async () => {
    const db = await databases.open()
    const release = { ...DEBIAN, 'Valid-Until': 'Sun, 22 Nov 2026 00:00:00 UTC' }
    await report(db, publishSuite(server, 'bookworm', packagesFile([BASH]), { release }))
    for (let i = 0; i < 2; i++) {
      await refresh(db)
      expect(await mirrors(db)).toMatchObject([{ state: 'ok', reason: expect.stringMatching(/expired on 2026-11-22/) }])
    }
    publishSuite(server, 'bookworm', packagesFile([BASH]), { release: DEBIAN })
    await refresh(db)
    expect(await mirrors(db)).toMatchObject([{ state: 'ok', reason: '' }])
  })
})
