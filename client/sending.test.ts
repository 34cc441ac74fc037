import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Answer, formOf } from './testing/capture-server.ts'
import { hostAndServer } from './testing/setup.ts'

const it = hostAndServer()

const P2 = ['-p', '2']

const answers: [string, string[], Answer, number, RegExp][] = [
  [
    'a key is refused',
    P2,
    { status: 403, body: '{"detail":"Authentication credentials were not provided."}' },
    5,
    /refuses.*HTTP 403.*credentials/,
  ],
  ['a key is missing', P2, { status: 401 }, 5, /refuses.*HTTP 401/],
  ['a network is refused', [], { status: 403 }, 5, /refuses/],
  [
    'a field is wrong',
    P2,
    { status: 400, body: '{"status":"error","errors":{"os":["This field is required."]}}' },
    6,
    /rejects.*"os"/,
  ],
  ['the body is too big', [], { status: 413 }, 6, /rejects.*413/],
  [
    'it is no Patchman',
    [],
    { status: 404, body: '<html>no</html>' },
    6,
    /no address for reports at \/reports\/upload\//,
  ],
  ['it moved', [], { status: 301, headers: { location: 'https://x/' } }, 7, /redirects/],
  ['it fails', [], { status: 500, body: 'boom' }, 7, /failed \(HTTP 500\): boom/],
  ['a page answers protocol 1', [], { status: 200, body: '<html>log in to the hotel</html>' }, 7, /does not accept/],
  ['a page answers protocol 2', P2, { status: 200, body: '<html>log in to the hotel</html>' }, 7, /does not accept/],
  ['its text holds control characters', [], { status: 400, body: 'a\u001b[31mb\nc' }, 6, /: a {1}\[31mb c$/m],
]

describe('the exit code tells why it failed', () => {
  test.each(answers)('%s', async (_, args, answer, code, message) => {
    it.server.answers = [answer]
    const run = await it.host.run('-s', it.server.url, ...args)
    expect(run).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(message) })
    expect(it.server.requests).toHaveLength(answer.status === 500 ? 3 : 1)
  })

  test('nobody listens', async () => {
    await it.server.stop()
    const run = await it.host.run('-s', it.server.url)
    await it.server.start()
    expect(run).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/cannot be reached: .*refused|Failed to connect/),
    })
  })

  test('no answer in time', async () => {
    it.host.settings('timeout=1\nattempts=1')
    it.server.answers = [{ status: 204, delay: 20_000 }]
    const run = await it.host.run('-s', it.server.url)
    expect(run).toMatchObject({ code: 4, stderr: expect.stringMatching(/cannot be reached: .*(timed out|timeout)/i) })
  })

  test('an endless answer is cut off', async () => {
    it.server.answers = [{ status: 200, body: 'x'.repeat(20 << 20) }]
    const run = await it.host.run('-s', it.server.url, '-r')
    expect(run).toMatchObject({ code: 7, stdout: '', stderr: expect.stringMatching(/without end/) })
  })

  test('curl does not know an option of the settings', async () => {
    it.host.settings('curl_options="--no-such-option"')
    const run = await it.host.run('-s', it.server.url)
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/no-such-option/) })
  })

  test('dpkg-query fails half way: nothing is sent', async () => {
    it.host.command('dpkg-query', 'printf "install ok installed\\tp\\t1\\tall\\tp\\t1\\n"; exit 2')
    const run = await it.host.run('-s', it.server.url)
    expect(run).toMatchObject({ code: 3, stderr: expect.stringMatching(/cannot list the installed packages/) })
    expect(it.server.requests).toEqual([])
  })

  test('no package manager', async () => {
    it.host.file('/var/lib/dpkg/status', '')
    expect(await it.host.run('-s', it.server.url)).toMatchObject({ code: 3 })
    expect(it.server.requests).toEqual([])
  })

  test('apt fails: the packages are sent, and it is told', async () => {
    it.host.command('apt-cache', 'echo "E: broken sources" >&2; exit 100')
    const run = await it.host.run('-s', it.server.url)
    expect(run).toMatchObject({ code: 3, stderr: expect.stringMatching(/E: broken sources[\s\S]*goes without them/) })
    expect(await formOf(it.server.requests[0]!)).toMatchObject({
      repos: '',
      packages: expect.stringContaining('base-files'),
    })
  })
})

test('a server that is down for a moment gets the report at a later attempt', async () => {
  it.server.answers = [{ status: 503 }, { status: 502 }, { status: 204 }]
  expect(await it.host.run('-s', it.server.url)).toMatchObject({ code: 0, stderr: '' })
  expect(it.server.requests).toHaveLength(3)
})

test('-r prints what the server echoes', async () => {
  it.server.answers = [{ status: 200, body: 'Packages:\nopenssl' }]
  expect(await it.host.run('-s', it.server.url, '-r')).toMatchObject({ code: 0, stdout: 'Packages:\nopenssl\n' })
  expect(await formOf(it.server.requests[0]!)).toMatchObject({ report: 'true' })
})

test('-v tells what is sent and that it was accepted', async () => {
  const run = await it.host.run('-s', it.server.url, '-v')
  expect(run).toMatchObject({ code: 0, stdout: '' })
  expect(run.stderr).toMatch(/packages +1\n[\s\S]*accepted the report/)
})

describe('the key', () => {
  test.each(['1', '2'])('goes with protocol %s', async (protocol) => {
    const key = 'pk_a"b\\c.d'
    expect((await it.host.run('-s', it.server.url, '-p', protocol, '-k', key)).code).toBe(0)
    expect(it.server.requests[0]?.headers.authorization).toBe(`Api-Key ${key}`)
  })

  test('is in no command line of another process', async () => {
    it.host.settings('api_key=very-secret')
    it.host.command('curl', 'printf "%s\\n" "$@" >"$TMPDIR/arguments"; cat >"$TMPDIR/input"; printf 204')
    expect((await it.host.run('-s', 'http://user:hidden@x')).code).toBe(0)
    const run = await it.host.run('-s', 'http://user:hidden@x', '-v')
    expect(run.stderr).not.toMatch(/very-secret|hidden/)
    expect(readFileSync(`${it.host.tmp}/arguments`, 'utf8')).not.toMatch(/very-secret|hidden/)
    expect(readFileSync(`${it.host.tmp}/input`, 'utf8')).toContain('Api-Key very-secret')
  })
})
