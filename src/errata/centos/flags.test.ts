import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { expectSameAnew, flagged, readFeeds, sendRpm } from '../../../tests/support/flagging.ts'
import { findCandidates, refresh as refreshRepos, server, setUpRefreshing } from '../../../tests/support/refreshing.ts'
import { publishYum } from '../../../tests/support/yum-repository.ts'

setUpRefreshing()

forEachDatabase('updates are flagged by errata of CentOS', (databases) => {
  test('CentOS: files are named without epochs, which are those of what is on offer', async () => {
    const db = await databases.open()
    publishYum(server, '/yum', { packages: ['bind-libs 32:9.11.4-26.el7', 'bash 4.2.46-35.el7'] })
    await sendRpm('c', 'CentOS Linux 7.9.2009', db, [
      ['bind-libs', '32:9.11.4-16.el7'],
      ['bash', '4.2.46-34.el7'],
    ])
    await refreshRepos(db)
    await findCandidates(db)
    const cefs = `<opt><CESA-2020--1 synopsis="s" issue_date="2020-01-01 00:00:00"><os_release>7</os_release>
      <packages>bind-libs-9.11.4-16.el7_8.2.x86_64.rpm</packages></CESA-2020--1>
      <CEBA-2020--2 synopsis="s" issue_date="2020-01-01 00:00:00"><os_release>7</os_release>
      <packages>bash-4.2.46-35.el7.x86_64.rpm</packages></CEBA-2020--2>
      <CESA-2020--3 synopsis="s"><os_release>8</os_release><packages>bash-4.4-1.el8.x86_64.rpm</packages></CESA-2020--3></opt>`
    server.on('/centos/errata.latest.xml.bz2', cefs)
    const sum = createHash('sha1').update(cefs).digest('hex')
    server.on('/centos/errata.latest.sha1', `${'0'.repeat(40)}  errata.latest.xml\n${sum}  errata.latest.xml.bz2\n`)
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual(['c bash', 'c bind-libs Security: CESA-2020:1.'])
    await expectSameAnew(db)
  })
})
