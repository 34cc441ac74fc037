import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { fillWorld, WORLD_TIME } from '../../tests/support/world.ts'
import { explain } from './explain-service.ts'
import { updateHosts } from './service.ts'
import { listUnknownSources } from './unknown-service.ts'

const clock = () => WORLD_TIME + 1000

const REPOS = {
  main: { packages: ['openssl 1', 'bash 5', 'curl 7', 'libc6 2', 'libc6 2 i386', 'tool 1 all'] },
  security: { packages: ['openssl 3'], security: 1 as const, suite: 'stable-security' },
  updates: { packages: ['openssl 4', 'libc6 3 i386', 'systemd 2 amd64 phased=20'] },
  backports: { packages: ['curl 9', 'bash 4'] },
  site: { packages: ['bash 3'] },
  broken: { state: 'failing' as const, reason: 'HTTP 500 since yesterday' },
}
const HOST = {
  packages: ['openssl 2', 'curl 7', 'bash 5', 'libc6 2', 'libc6 2 i386', 'systemd 1 amd64 held', 'tool 1 all', 'own 1'],
  repos: { main: 500, security: 500, updates: 500, backports: 100, site: 1001, broken: 500 },
}

const DECISIONS: [name: string, state: string, sentences: string[]][] = [
  [
    'curl',
    'none',
    [
      'The installed 7 stays: no higher version has a priority above 500.',
      '9 is higher but has priority 100; 7 has 500, and a higher priority wins over a higher version.',
    ],
  ],
  [
    'bash',
    'none',
    [
      'apt would go back to 3, whose priority 1001 is 1000 or more: no update is listed then.',
      '5 is higher but has priority 500; 3 has 1001, and a higher priority wins over a higher version.',
    ],
  ],
  ['tool', 'none', ['The installed 1 stays: no repository of the host offers a higher version.']],
  [
    'own',
    'none',
    [
      'The installed 1 stays: no repository of the host offers a higher version.',
      'No repository of the host offers the installed version: it counts with priority 100.',
    ],
  ],
  [
    'systemd',
    'held',
    [
      '2 is the update: it is above the installed 1 and has the highest priority (500).',
      'No repository of the host offers the installed version: it counts with priority 100.',
      'Held back on the host.',
    ],
  ],
]

forEachDatabase('explaining', (databases) => {
  const open = async () => {
    const db = await databases.open()
    await fillWorld(db, REPOS, { web: HOST })
    return (name: string, arch?: string) => explain({ db, clock }, 'web', name, arch)
  }

  test('a security update: versions, repositories, priorities, the rule', async () => {
    const ask = await open()
    const { lines, unknown, sentences } = await ask('openssl')
    expect(lines).toEqual([
      {
        name: 'openssl',
        arch: 'amd64',
        installed: '2',
        candidate: '4',
        state: 'pending',
        security: true,
        versions: [
          {
            version: '4',
            installed: false,
            priority: 500,
            verdict: 'candidate',
            repositories: [offered(3, 'Test updates')],
          },
          {
            version: '3',
            installed: false,
            priority: 500,
            verdict: 'outranked',
            repositories: [{ ...offered(2, 'Test stable-security'), security: true }],
          },
          { version: '2', installed: true, priority: 100, verdict: 'outranked', repositories: [] },
          {
            version: '1',
            installed: false,
            priority: 500,
            verdict: 'outranked',
            repositories: [offered(1, 'Test main')],
          },
        ],
        sentences: [
          '4 is the update: it is above the installed 2 and has the highest priority (500).',
          'No repository of the host offers the installed version: it counts with priority 100.',
          'Security: 3 is in Test stable-security.',
        ],
      },
    ])
    expect(unknown).toEqual([{ repoId: 6, name: 'broken', reason: 'HTTP 500 since yesterday' }])
    expect(sentences).toEqual(['Some repositories could not be read: there may be more than is known.'])
  })

  test('the rule that decided', async () => {
    const ask = await open()
    for (const [name, state, sentences] of DECISIONS) {
      expect((await ask(name)).lines[0], name).toMatchObject({ state, sentences })
    }
  })

  test('each architecture is a line, and can be asked for', async () => {
    const ask = await open()
    const states = (await ask('libc6')).lines.map((line) => `${line.arch} ${line.candidate} ${line.state}`)
    expect(states.sort()).toEqual(['amd64 2 none', 'i386 3 pending'])
    expect((await ask('libc6', 'i386')).lines.map((line) => line.arch)).toEqual(['i386'])
    expect((await ask('tool', 'amd64')).lines.map((line) => line.installed)).toEqual(['1'])
  })

  test('what is not installed, what does not exist, a host that is not there', async () => {
    const db = await databases.open()
    await fillWorld(db, REPOS, { bare: { packages: [], repos: { main: 500 } } })
    const one = await explain({ db, clock }, 'bare', 'tool')
    expect(one.lines[0]).toMatchObject({ arch: 'amd64', installed: '', candidate: '1', state: 'none' })
    expect(await explain({ db, clock }, 'bare', 'curl-nothing')).toMatchObject({
      lines: [],
      sentences: ['It is not installed, and no repository of the host offers it.'],
    })
    // nobody has found its updates yet: what is stored is no answer
    expect(await listUnknownSources({ db, clock }, 'bare')).toMatchObject([{ repoId: 0 }])
    await updateHosts({ db, clock, log: silentLog })
    expect(await listUnknownSources({ db, clock }, 'bare')).toEqual([])
    await expect(explain({ db, clock }, 'nobody', 'tool')).rejects.toMatchObject({ status: 404 })
  })
})

function offered(id: number, label: string): object {
  return { id, label, priority: 500, security: false, arch: 'amd64', phased: 100 }
}
