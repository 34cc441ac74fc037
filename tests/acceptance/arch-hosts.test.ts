import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { canMake, type MadeHost, makeHost } from '../../client/testing/made-host.ts'
import { MadeHostServer, serveRepositories } from './made-hosts.ts'

const canRun = canMake('/usr/bin/pacman', '/usr/bin/pacman-conf')

// from the client in a private root, by the running server, to what pacman itself lists
describe.skipIf(!canRun)('hosts of pacman (need ../shared/oracle, pacman)', () => {
  const server = new MadeHostServer()

  test.each([
    ['plain', '1'],
    ['plain', '2'],
    ['same-twice', '1'],
    ['repo-order', '1'],
    ['ignore', '2'],
    ['replaces', '2'],
  ])('%s: the server shows what pacman lists (protocol %s)', { timeout: 180_000 }, async (kind, protocol) => {
    const host = makeHost('arch', kind, 21)
    onTestFinished(() => host.remove())
    await configure(host)
    const name = `arch-${kind}-${protocol}.example.com`
    await server.report(host, name, protocol)
    const wanted = host.expected.updates.map((u) => {
      return `${u.name} ${u.installed} ${u.candidate} ${u.action === 'ignored' ? 'excluded' : 'pending'}`
    })
    const shown = await server.waitForUpdates(name, wanted.length)
    expect(shown.map((u) => `${u.name} ${u.installed} ${u.candidate} ${u.state}`).sort()).toEqual(wanted.sort())
  })
})

/** The maker keeps the configuration beside the root. */
async function configure(host: MadeHost): Promise<void> {
  const made = dirname(host.root)
  await serveRepositories(host, made, 'pacman.conf')
  const config = readFileSync(join(made, 'pacman.conf'), 'utf8').replace(
    '[options]\n',
    `[options]\nRootDir = ${host.root}\nDBPath = ${made}/db/\nLogFile = ${made}/log\n`,
  )
  mkdirSync(join(host.root, 'etc'), { recursive: true })
  writeFileSync(join(host.root, 'etc/pacman.conf'), config)
  writeFileSync(join(host.root, 'etc/os-release'), 'ID=arch\nNAME="Arch Linux"\nPRETTY_NAME="Arch Linux"\n')
}
