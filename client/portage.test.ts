import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fieldsOf, sendBothWays } from './testing/both-protocols.ts'
import { FakeGentoo, MAIN } from './testing/fake-gentoo.ts'
import { runScript } from './testing/fake-host.ts'
import { hostAndServer } from './testing/setup.ts'

describe('a host of portage', () => {
  const it = hostAndServer(() => new FakeGentoo())
  const gentoo = () => it.host as FakeGentoo

  test('packages have category, slot, revision and repository; names may hold numbers', async () => {
    gentoo().merged('dev-lang/python-3.11.9_p1-r2', '3.11')
    gentoo().merged('dev-lang/python-3.12.3', '3.12')
    gentoo().merged('dev-libs/icu-74.2', '0/74.2')
    gentoo().merged('media-fonts/font-adobe-100dpi-1.0.3a_rc1')
    gentoo().merged('x11-libs/gtk+-2.24.33-r3', '2', 'guru')
    gentoo().merged('dev-lang/-MERGING-python-3.13.0', '3.13')
    it.host.file('/var/db/pkg/app-misc/broken-1/repository', 'gentoo\n')
    const { report, form } = await sendBothWays(it)
    expect(
      report.packages?.map((p) => [`${p.category}/${p.name}:${p.epoch}`, p.version, p.release, p.arch, p.repo]),
    ).toEqual([
      ['dev-lang/python:3.11', '3.11.9_p1', 'r2', 'amd64', 'gentoo'],
      ['dev-lang/python:3.12', '3.12.3', '', 'amd64', 'gentoo'],
      ['dev-libs/icu:', '74.2', '', 'amd64', 'gentoo'],
      ['media-fonts/font-adobe-100dpi:', '1.0.3a_rc1', '', 'amd64', 'gentoo'],
      ['sys-libs/zlib:', '1.3.1', 'r1', 'amd64', 'gentoo'],
      ['x11-libs/gtk+:2', '2.24.33', 'r3', 'amd64', 'guru'],
    ])
    expect(fieldsOf(form.packages)[2]).toEqual(['icu', '0', '74.2', '', 'amd64', 'gentoo', 'dev-libs', 'gentoo'])
    expect(report).toMatchObject({ os: 'Gentoo Linux', rejects: [] })
  })

  test.each([
    [{ accepted: 'amd64 ~amd64' }, '~amd64'],
    [{ accepted: '~arm64', arch: 'amd64' }, 'amd64'],
    [{ accepted: '**' }, '~amd64'],
    [{ arch: '', accepted: '' }, 'x86_64'],
  ])('%j: the architecture is %s', async (ask, arch) => {
    gentoo().asked(ask)
    expect((await sendBothWays(it)).report.packages?.[0]?.arch).toBe(arch)
  })

  test('repositories with their priorities; one without an address is where it is kept; no credentials', async () => {
    gentoo().asked({
      repos: `${MAIN}
[guru]
location = /var/db/repos/guru
priority = 10
sync-type = git
sync-uri = https://me:secret@github.com/gentoo-mirror/guru.git

[local]
location = /var/db/repos/local
masters = gentoo
`,
    })
    const { report, json } = await sendBothWays(it)
    expect(report.repos?.map(({ name, id, priority, urls }) => [name, id, priority, ...urls])).toEqual([
      ['Gentoo gentoo x86_64', 'gentoo', -1000, 'rsync://rsync.gentoo.org/gentoo-portage'],
      ['Gentoo guru x86_64', 'guru', 10, 'https://github.com/gentoo-mirror/guru.git'],
      ['Gentoo local x86_64', 'local', 0, '/var/db/repos/local'],
    ])
    expect(JSON.stringify(json)).not.toContain('secret')
  })

  test('the main tree as a snapshot is the main tree, whatever its address says', async () => {
    gentoo().asked({ repos: MAIN.replace('= rsync\n', '= webrsync\n').replace(/sync-uri = .*/, 'sync-uri = unused') })
    expect((await sendBothWays(it)).report.repos?.[0]?.urls).toEqual(['rsync://rsync.gentoo.org/gentoo-portage'])
  })

  test('what is masked by name is excluded, also in a hook', async () => {
    it.host.file(
      '/etc/portage/package.mask/a',
      '# why\ndev-lang/python:3.11\n>=sys-libs/zlib-1.4\n  net-misc/* # all\n',
    )
    it.host.file('/etc/portage/package.mask/more/b', '*/*::guru\n=x/y-1\n~x/y-2\nx/y::guru\nmedia-fonts/terminus')
    it.host.file('/etc/portage/package.mask/.swp', 'a/b\n')
    const { report } = await sendBothWays(it, '-n')
    expect([...report.excludes].sort()).toEqual(['dev-lang/python:3.11', 'media-fonts/terminus', 'net-misc/*'])
    expect(report.repos).toBeUndefined()
  })

  test('portageq fails: packages need it; of the rest it is told', async () => {
    it.host.command('portageq', 'echo broken >&2; exit 1')
    const failed = await it.host.run('-s', it.server.url)
    expect(failed).toMatchObject({ code: 3 })
    expect(failed.stderr).toContain('portageq: broken')
    it.host.command('portageq', '[[ $1 = envvar ]] && printf "amd64\\namd64\\n"')
    expect(await it.host.run('-s', it.server.url)).toMatchObject({ code: 3 })
    expect(it.server.requests).toHaveLength(1)
  })

  test('its hook reports what is merged or removed on this root only, and never fails', async () => {
    const hook = join(import.meta.dirname, 'hooks/portage-bashrc')
    it.host.command('after', 'echo "$EBUILD_PHASE$ROOT" >>"$TMPDIR/calls"; exit 1')
    const phases = [
      { EBUILD_PHASE: 'compile' },
      { EBUILD_PHASE: 'postinst' },
      { EBUILD_PHASE: 'postrm', ROOT: '/' },
      { EBUILD_PHASE: 'postinst', ROOT: '/mnt/stage' },
    ]
    for (const phase of phases) {
      const environment = { ...it.host.environment(), ...phase, PATCHMAN_HOOK: join(it.host.folder, 'bin/after') }
      expect(await runScript('/bin/bash', [hook], environment)).toMatchObject({ stdout: '', stderr: '' })
    }
    const calls = join(it.host.tmp, 'calls')
    expect(existsSync(calls) && readFileSync(calls, 'utf8')).toBe('postinst\npostrm/\n')
  })
})
