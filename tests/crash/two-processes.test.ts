import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { forEachDatabase } from '../support/databases.ts'
import { runProgram, serveProgram } from '../support/program.ts'
import { testSettings } from '../support/test-settings.ts'
import { findDamage } from './checks.ts'
import { waitUntilProcessed } from './crash-run.ts'
import { createSender } from './sender.ts'

forEachDatabase('one database', (databases) => {
  test('serves two servers and the command line at the same time', { timeout: 300_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'patchman-two-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const databaseUrl = await databases.createUrl()
    const options = { cwd: folder, env: testSettings(folder, { PATCHMAN_DATABASE_URL: databaseUrl }) }
    const servers = [await serveProgram([], options), await serveProgram([], options)]
    onTestFinished(async () => void (await Promise.all(servers.map((server) => server.stop()))))
    const senders = servers.map((_, i) => createSender(i + 1, 8, `s${i}-`))
    const sending = senders.map((sender, i) => sender.sendMany(servers[i]?.address ?? '', 25))
    const runs = [await runProgram(['-p', '-u', '-q'], options), await runProgram(['-u', '-q'], options)]
    await Promise.all(sending)
    for (const [i, sender] of senders.entries()) await sender.sendLast(servers[i]?.address ?? '')
    expect(runs.map(({ code, err }) => ({ code, err }))).toEqual(runs.map(() => ({ code: 0, err: '' })))
    const db = openDatabase(databaseUrl)
    onTestFinished(() => db.close())
    await waitUntilProcessed(db, () => '')
    const accepted = senders.flatMap((sender) => sender.accepted)
    expect(await findDamage(db, accepted)).toEqual([])
    expect(accepted.length).toBeGreaterThan(20)
  })
})
