import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formOf, jsonOf } from './testing/capture-server.ts'
import { hostAndServer } from './testing/setup.ts'

const it = hostAndServer()

function extraSettings(name: string, text: string) {
  const path = join(dirname(it.host.conf), 'conf.d', name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

describe('settings', () => {
  test('come from the file, are overridden by conf.d in its order, and by the command line', async () => {
    it.host.settings(`server=${it.server.url}/\nhostname=conf.example.com\ntags=conf\nprotocol=1`)
    extraSettings('10-tags', 'tags=first')
    extraSettings('20-tags.conf', 'tags=second\nprotocol=2')
    extraSettings('30-tags.conf.dpkg-old', 'tags=left-over')
    extraSettings('40-tags~', 'tags=left-over')
    expect((await it.host.run()).code).toBe(0)
    expect((await it.host.run('-p', '1', '-t', 'cli', '-H', 'cli.example.com')).code).toBe(0)
    const [fromFiles, fromCommandLine] = it.server.requests
    expect(jsonOf(fromFiles!)).toMatchObject({ hostname: 'conf.example.com', tags: ['second'] })
    expect(await formOf(fromCommandLine!)).toMatchObject({ host: 'cli.example.com', tags: 'cli' })
  })

  test('are shell: commands, unset variables and a last command that fails are all right', async () => {
    it.host.settings(
      `server=${it.server.url}\nhostname=$(echo made).example.com\ntags=$UNSET\n[ -x /nowhere ] && tags=no`,
    )
    expect(await it.host.run()).toMatchObject({ code: 0, stderr: '' })
    expect(await formOf(it.server.requests[0]!)).toMatchObject({ host: 'made.example.com', tags: 'Default' })
  })

  test('of the environment do not count', async () => {
    const environment = it.host.environment.bind(it.host)
    it.host.environment = () => ({ ...environment(), server: 'http://127.0.0.1:9', tags: 'env', report: 'true' })
    expect((await it.host.run('-s', it.server.url)).code).toBe(0)
    expect(await formOf(it.server.requests[0]!)).toMatchObject({ tags: 'Default', report: 'false' })
  })

  const curlOptions = [
    'curl_options="--header  X-One:1 --header X-Two:2"',
    'curl_options=(--header "X-One:1" --header X-Two:2)',
  ]
  test.each(curlOptions)('%s', async (line) => {
    it.host.settings(line)
    expect((await it.host.run('-s', it.server.url)).code).toBe(0)
    expect(it.server.requests[0]?.headers).toMatchObject({ 'x-one': '1', 'x-two': '2' })
  })

  const wrong: [string[], string, RegExp][] = [
    [[], '', /no server/],
    [['-s', 'ftp://x'], '', /http or https/],
    [['-s', 'http://x', '-p', '3'], '', /protocol must be 1 or 2/],
    [['-s', 'http://x'], 'timeout=soon', /timeout must be a number/],
    [['-s', 'http://x'], 'tags="unclosed', /not valid shell/],
    [['-s', 'http://x', '-k', 'a\nb'], '', /control character/],
    [['-s'], '', /-s needs a value/],
    [['-x'], '', /unknown option -x/],
    [['--wrong'], '', /unknown option --wrong/],
    [['-y', 'extra'], '', /unexpected argument/],
    [['-c', '/nowhere/at-all.conf'], '', /cannot read the settings file/],
  ]
  test.each(wrong)('%j with "%s" ends with 2', async (args, settings, message) => {
    it.host.settings(settings)
    const run = await it.host.run(...args)
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) })
    expect(it.server.requests).toEqual([])
  })
})

test('--help and --version', async () => {
  expect(await it.host.run('--help')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Usage:/), stderr: '' })
  const version = await it.host.run('-V')
  expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^patchman-client \d+\.\d+\.\d+\n$/) })
})

test('-y prints a summary and sends nothing', async () => {
  const run = await it.host.run('-y', '-s', it.server.url.replace('http://', 'http://user:secret@'))
  expect(run.code).toBe(0)
  expect(run.stdout).toContain('host          web01.example.com\nos            Debian 12.8 (bookworm)\n')
  expect(run.stdout).toContain('packages      1\n')
  expect(run.stdout + run.stderr).not.toContain('secret')
  expect(it.server.requests).toEqual([])
})

test('nothing temporary is left, but with -d everything', async () => {
  await it.host.run('-s', it.server.url)
  await it.host.run('-s', 'http://127.0.0.1:9')
  expect(readdirSync(it.host.tmp)).toEqual([])
  const run = await it.host.run('-s', it.server.url, '-d', '-p', '2')
  const [folder] = readdirSync(it.host.tmp)
  expect(run.stderr).toContain(join(it.host.tmp, folder ?? '?'))
  expect(readdirSync(join(it.host.tmp, folder ?? '?'))).toContain('report.json')
})
