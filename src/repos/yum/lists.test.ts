import { expect, test } from 'vitest'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import {
  mirrors,
  offered,
  passTime,
  refresh,
  reportAs,
  repos,
  server,
  setUpRefreshing,
} from '../../../tests/support/refreshing.ts'
import { digest, publishYum } from '../../../tests/support/yum-repository.ts'
import type { Db } from '../../db/open.ts'

setUpRefreshing()

const OLD = { packages: ['bash 5.1-1'], timestamp: 1_700_000_000 }
const NEW = { packages: ['bash 5.2-1'], timestamp: 1_700_864_000 }

/** repomd.xml as `publishYum` put it on the server. */
async function readRepomd(path: string): Promise<Buffer> {
  const answer = await fetch(`${server.url}${path}/repodata/repomd.xml`)
  return Buffer.from(await answer.arrayBuffer())
}

interface Current {
  repomd: Buffer
  timestamp: number
}

const metalink3 = (urls: string[], current?: Current) => `<?xml version="1.0" encoding="utf-8"?>
<metalink version="3.0" xmlns="http://www.metalinker.org/" xmlns:mm0="http://fedorahosted.org/mirrormanager">
 <files><file name="repomd.xml">
  ${current ? `<mm0:timestamp>${current.timestamp}</mm0:timestamp>` : ''}
  <verification>${current ? `<hash type="md5">${digest('md5', current.repomd)}</hash><hash type="sha256">${digest('sha256', current.repomd)}</hash>` : ''}</verification>
  <mm0:alternates><mm0:alternate><verification><hash type="sha256">${'0'.repeat(64)}</hash></verification></mm0:alternate></mm0:alternates>
  <resources maxconnections="1">
${urls.map((url, i) => `<url protocol="http" type="http" location="DE" preference="${100 - i}">${url}/repodata/repomd.xml</url>`).join('\n')}
  <url protocol="rsync" type="rsync" location="DE" preference="100">rsync://m.example/x/repodata/repomd.xml</url>
 </resources></file></files></metalink>`

const metalink4 = (urls: string[], current: Current) => `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand --><ml:metalink xmlns:ml="urn:ietf:params:xml:ns:metalink"><ml:published>${new Date(current.timestamp * 1000).toISOString()}</ml:published>
<ml:file name="repomd.xml"><ml:hash type="sha-256">${digest('sha256', current.repomd)}</ml:hash>
${urls.map((url, i) => `<ml:url priority="${urls.length - i}">${url}/repodata/repomd.xml</ml:url>`).join('\n')}
</ml:file></ml:metalink>`

const given = async (db: Db) =>
  (await mirrors(db))
    .filter((mirror) => mirror.from_mirror_id !== null)
    .map((mirror) => [mirror.url.replace(server.url, ''), mirror.state])

const reasons = async (db: Db) => (await mirrors(db)).map((mirror) => mirror.reason)

/** Puts a list where hosts look for one. */
function publishList(text: string, contentType = 'text/plain'): string {
  server.on('/mirrorlist?repo=x&arch=x86_64', (_, response) =>
    response.writeHead(200, { 'content-type': contentType }).end(text),
  )
  return `${server.url}/mirrorlist?repo=x&arch=x86_64`
}

forEachDatabase('a mirror list', (databases) => {
  test('gives mirrors up to the maximum, which are read in the same run and belong to its repository', async () => {
    const db = await databases.open()
    const urls = ['/a', '/b', '/c'].map((path) => publishYum(server, path, NEW))
    await reportAs(db, 'rpm', [publishList(urls.join('\n'))])
    expect(await refresh(db)).toMatchObject({ mirrors: 3, failed: 0, changed: 2 })
    expect(await given(db)).toEqual([
      ['/a', 'ok'],
      ['/b', 'ok'],
    ])
    expect(await offered(db)).toEqual(['bash 5.2-1', 'bash 5.2-1'])
    expect(await repos(db)).toHaveLength(1)
    expect((await mirrors(db))[0]).toMatchObject({ is_mirrorlist: 1, state: 'ok', package_set_id: null })
    expect(await refresh(db)).toMatchObject({ changed: 0, unchanged: 3, changedRepoIds: [] })
  })

  test.each([
    [
      'with CRLF, comments, blanks and duplicates',
      (a: string, b: string) => `# made today\r\n\r\n ${a}/ \r\n${a}\r\n#no\r\n${b}\r\n`,
    ],
    ['with old line ends', (a: string, b: string) => `${a}\r${b}\r`],
    ['of other protocols too', (a: string, b: string) => `rsync://m.example/x\nftp://m.example/x\n${a}\n${b}`],
    ['of addresses of repomd.xml', (a: string, b: string) => `${a}/repodata/repomd.xml\n${b}/repodata/repomd.xml`],
    [
      'with variables',
      (a: string, b: string) => `${a.replace('x86_64', '$ARCH')}\n${b.replace('x86_64', '$basearch')}\n${a}/$infra`,
    ],
  ])('%s', async (_, write) => {
    const db = await databases.open()
    const [a, b] = ['/x86_64/a', '/x86_64/b'].map((path) => publishYum(server, path, NEW))
    await reportAs(db, 'rpm', [publishList(write(a as string, b as string), 'application/octet-stream')])
    expect(await refresh(db)).toMatchObject({ failed: 0, changed: 2 })
    expect(await given(db)).toEqual([
      ['/x86_64/a', 'ok'],
      ['/x86_64/b', 'ok'],
    ])
  })

  test.each([
    ['nothing', '', /names no mirror/],
    ['comments', '# repo = x arch = y error: invalid repo or arch\n', /names no mirror: # repo = x arch = y error/],
    ['only rsync', 'rsync://a.example/x\nrsync://b.example/x\n', /only rsync addresses/],
    ['an empty metalink', metalink3([]).replace(/<url[\s\S]*<\/url>/, ''), /metalink names no mirror/],
    ['a metalink of rsync', metalink3([]), /only rsync addresses/],
    ['half of a metalink', metalink3(['http://a.example/x']).slice(0, 500), /ends before its end/],
    ['a web page', '<!doctype html><html>Log in</html>', /not found/],
    ['words', 'Invalid release/repo/arch combination', /not found/],
  ])('that is %s fails with its reason', async (_, text, reason) => {
    const db = await databases.open()
    await reportAs(db, 'rpm', [publishList(text)])
    expect(await refresh(db)).toMatchObject({ failed: 1 })
    expect(await reasons(db)).toEqual([expect.stringMatching(reason)])
  })

  test('is known by what it holds, whatever its address', async () => {
    const db = await databases.open()
    const [a] = ['/a', '/b'].map((path) => publishYum(server, path, NEW))
    server.on('/el9', `${a}\n${server.url}/b\n`)
    await reportAs(db, 'rpm', [`${server.url}/el9`])
    expect(await refresh(db)).toMatchObject({ failed: 0, changed: 2 })
    expect((await mirrors(db))[0]).toMatchObject({ is_mirrorlist: 1 })
    expect(await refresh(db)).toMatchObject({ unchanged: 3 })
  })

  test('that becomes a repository, and is one again', async () => {
    const db = await databases.open()
    publishYum(server, '/a', NEW)
    server.on('/el9', `${server.url}/a`)
    await reportAs(db, 'rpm', [`${server.url}/el9`])
    await refresh(db)
    server.on('/el9', (_, response) => response.writeHead(404).end())
    publishYum(server, '/el9', NEW)
    expect(await refresh(db)).toMatchObject({ failed: 0 })
    expect((await mirrors(db))[0]).toMatchObject({ is_mirrorlist: 0, state: 'ok' })
  })

  test('mirrors go when it names them no more, once another can take their place', async () => {
    const db = await databases.open()
    const [a, b] = ['/a', '/b'].map((path) => publishYum(server, path, NEW))
    const list = publishList(`${a}\n${b}`)
    await reportAs(db, 'rpm', [list])
    await refresh(db)
    publishList(`${b}\n${server.url}/gone`)
    await refresh(db)
    expect(await given(db)).toEqual([
      ['/b', 'ok'],
      ['/gone', 'failing'],
    ])
    publishList(`${server.url}/gone\n${server.url}/gone-too`)
    await refresh(db)
    // the one that was read last stays: without it the repository would have nothing
    expect((await given(db)).filter(([url]) => url === '/b')).toEqual([['/b', 'failing']])
    expect(await offered(db)).toEqual(['bash 5.2-1'])
    publishList(`${publishYum(server, '/c', NEW)}`)
    await refresh(db)
    expect(await given(db)).toEqual([['/c', 'ok']])
  })

  test('in the place of mirrors that fail come others of it, in the same run', async () => {
    const db = await databases.open()
    const good = publishYum(server, '/good', NEW)
    await reportAs(db, 'rpm', [publishList(`${server.url}/x\n${server.url}/y\n${server.url}/z\n${good}`)])
    await refresh(db)
    expect((await given(db)).filter(([, state]) => state === 'ok')).toEqual([['/good', 'ok']])
    expect(await offered(db)).toEqual(['bash 5.2-1'])
    expect((await given(db)).length).toBeLessThanOrEqual(2)
  })

  test('that is down leaves its mirrors in force, and they are read', async () => {
    const db = await databases.open()
    const a = publishYum(server, '/a', OLD)
    await reportAs(db, 'rpm', [publishList(a)])
    await refresh(db)
    server.on('/mirrorlist?repo=x&arch=x86_64', (_, response) => response.writeHead(500).end())
    publishYum(server, '/a', NEW)
    expect(await refresh(db)).toMatchObject({ failed: 1, changed: 1 })
    expect(await offered(db)).toEqual(['bash 5.2-1'])
    publishList(a)
    expect(await refresh(db)).toMatchObject({ failed: 0 })
    expect(await reasons(db)).toEqual(['', ''])
  })

  test('a mirror that was switched off by hand stays off while it is named', async () => {
    const db = await databases.open()
    const [a, b] = ['/a', '/b'].map((path) => publishYum(server, path, NEW))
    await reportAs(db, 'rpm', [publishList(`${a}\n${b}`)])
    await refresh(db, { maxMirrors: 1 })
    await db.query
      .updateTable('mirror')
      .set({ enabled: 0 })
      .where('url', '=', a as string)
      .execute()
    await refresh(db, { maxMirrors: 1 })
    const states = (await mirrors(db)).map(({ url, enabled, state }) => [url.replace(server.url, ''), enabled, state])
    expect(states.slice(1)).toEqual([
      ['/a', 0, 'ok'],
      ['/b', 1, 'ok'],
    ])
  })

  test('mirrors that hosts name count to the maximum', async () => {
    const db = await databases.open()
    const [a, b, c] = ['/a', '/b', '/c'].map((path) => publishYum(server, path, NEW))
    await reportAs(db, 'rpm', [publishList(`${a}\n${b}\n${c}`), c as string])
    await refresh(db)
    expect(await given(db)).toEqual([['/a', 'ok']])
    expect(await refresh(db)).toMatchObject({ mirrors: 3, unchanged: 3 })
  })

  test('given by a list is not followed', async () => {
    const db = await databases.open()
    server.on('/other-mirrorlist', `${publishYum(server, '/a', NEW)}\n`)
    await reportAs(db, 'rpm', [publishList(`${server.url}/other-mirrorlist`)])
    await refresh(db)
    expect(await reasons(db)).toContainEqual(expect.stringContaining('one itself, which is not followed'))
  })
})

forEachDatabase('a metalink', (databases) => {
  test.each([
    ['version 3', metalink3, ['/new', '/old']],
    ['version 4', metalink4, ['/old', '/new']],
  ] as const)('of %s decides which mirror is stale', async (_, metalink, order) => {
    const db = await databases.open()
    publishYum(server, '/new', NEW)
    publishYum(server, '/old', OLD)
    const current = { repomd: await readRepomd('/new'), timestamp: NEW.timestamp }
    const urls = order.map((path) => server.url + path)
    await reportAs(db, 'rpm', [publishList(metalink(urls, current), 'text/html')])
    expect(await refresh(db, { maxMirrors: 2 })).toMatchObject({ failed: 1 })
    const stale = (await mirrors(db)).find((mirror) => mirror.url.endsWith('/old'))
    expect(stale).toMatchObject({ state: 'failing', package_set_id: null })
    expect(stale?.reason).toBe('it is stale: its index is of 2023-11-14, that of its source of 2023-11-24')
    expect(await offered(db)).toEqual(['bash 5.2-1'])
    publishYum(server, '/old', NEW)
    await refresh(db)
    expect((await given(db)).map(([, state]) => state)).toEqual(['ok', 'ok'])
  })

  test('of which all mirrors are stale: what was in force stays', async () => {
    const db = await databases.open()
    const url = publishYum(server, '/a', OLD)
    const before = { repomd: await readRepomd('/a'), timestamp: OLD.timestamp }
    await reportAs(db, 'rpm', [publishList(metalink3([url], before))])
    await refresh(db)
    publishYum(server, '/new', NEW)
    const after = { repomd: await readRepomd('/new'), timestamp: NEW.timestamp }
    publishList(metalink3([url], after))
    expect(await refresh(db)).toMatchObject({ failed: 1, changedRepoIds: [1] })
    expect(await offered(db)).toEqual(['bash 5.1-1'])
    publishYum(server, '/a', NEW)
    expect(await refresh(db)).toMatchObject({ failed: 0, changed: 1 })
    expect(await offered(db)).toEqual(['bash 5.2-1'])
  })

  test('an index that is not the one it names, and not older, is not used', async () => {
    const db = await databases.open()
    const url = publishYum(server, '/a', { packages: ['evil 9-9'], timestamp: NEW.timestamp })
    publishYum(server, '/new', NEW)
    const current = { repomd: await readRepomd('/new'), timestamp: NEW.timestamp }
    await reportAs(db, 'rpm', [publishList(metalink3([url], current))])
    await refresh(db)
    expect(await reasons(db)).toContain('its index is not the one that its metalink names')
    expect(await offered(db)).toEqual([])
  })
})

forEachDatabase('mirrors of one line', (databases) => {
  test('the one that is a day behind the other is stale; the newest index counts', async () => {
    const db = await databases.open()
    const [old, newer] = [publishYum(server, '/old', OLD), publishYum(server, '/new', NEW)]
    await reportAs(db, 'rpm', [old, newer])
    await refresh(db, { parallel: 1 })
    passTime(86_400_000)
    expect(await refresh(db, { force: true, parallel: 1 })).toMatchObject({ failed: 1 })
    expect(await reasons(db)).toEqual(
      expect.arrayContaining(['', 'it is stale: its index is of 2023-11-14, that of another mirror of 2023-11-24']),
    )
    publishYum(server, '/old', NEW)
    expect(await refresh(db)).toMatchObject({ failed: 0 })
    expect(await reasons(db)).toEqual(['', ''])
  })
})
