import { tmpdir } from 'node:os'
import { expect, test, vi } from 'vitest'
import { migrate } from '../src/db/migrate.ts'
import { openDatabase } from '../src/db/open.ts'
import { forEachDatabase } from './support/databases.ts'
import { fillFleet } from './support/fleet.ts'
import { runProgram } from './support/program.ts'
import { activateModules, addErrataSet, addModuleSet } from './support/rpm-parts.ts'

vi.setConfig({ testTimeout: 120_000 })

const PERL = 'perl:5.30:8000:ffff:x86_64'

forEachDatabase('lists on the command line', (databases) => {
  test('modules, errata and mirrors with their filters; mirrors of one index are linked', async () => {
    const url = await databases.createUrl()
    const db = openDatabase(url)
    await migrate(db)
    await fillFleet(db)
    await addModuleSet(db, 1, [{ id: PERL, packages: ['perl 5 x86_64'] }, { id: 'php:8:1:a:x86_64' }])
    await activateModules(db, 1, [{ id: PERL, repo: 'r' }])
    await addErrataSet(db, 1, [
      { name: 'EX-1', severity: 'low', title: 'openssl', cves: ['CVE-1'], packages: ['openssl 2 amd64'] },
      { name: 'EX-2', type: 'bugfix', packages: ['bash 4 amd64'] },
    ])
    await db.query.updateTable('mirror').set({ checksum: 'main' }).where('id', '=', 4).execute()
    const patchman = (...args: string[]) =>
      runProgram(args, { cwd: tmpdir(), env: { PATCHMAN_DATABASE_URL: url }, input: '' })
    const items = async (...args: string[]) => JSON.parse((await patchman(...args, '--json')).out).items

    expect((await patchman('list_modules')).out).toMatch(/^Module .*\nperl +5\.30 .*\nphp +8 .*\n$/)
    expect(await items('list-modules', '--host', 'web01.example.com')).toMatchObject([{ id: PERL, hosts: 1 }])
    expect((await patchman('list_errata', '--type', 'bugfix')).out).toMatch(/^Erratum .*\nEX-2 .*\n$/)
    expect(await items('list_errata', '--host', 'web01.example.com')).toMatchObject([
      { name: 'EX-1', severity: 'low', cves: 1, os_releases: [] },
    ])
    const [main] = await items('list_mirrors', '--q', 'main')
    expect(main).toMatchObject({ id: 1, checksum: 'main', from: null, rejects: 0 })
    expect(main.parts.map((part: { kind: string }) => part.kind)).toEqual(['packages', 'modules', 'errata'])

    expect(await patchman('link_mirrors', '1', '2')).toMatchObject({ code: 1, out: '' })
    expect(await patchman('link_mirrors', '4', '1')).toMatchObject({ code: 0, out: '2 mirrors are linked\n' })
    expect((await items('list_mirrors', '--repository', '4')).map((one: { id: number }) => one.id)).toEqual([1, 4])
    await db.close()
  })
})
