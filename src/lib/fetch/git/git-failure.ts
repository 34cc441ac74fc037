import { FetchFailure, type FetchFailureCode } from '../failure.ts'

/** What git said when it failed, as a failure with its reason. */
export function toGitFailure(
  words: string,
  { host, maxFileBytes }: { host: string; maxFileBytes: number },
): FetchFailure {
  const [, code, reason] = SAID.find(([pattern]) => pattern.test(words)) ?? OTHER
  const said = words.trim().split('\n').at(-1) ?? ''
  const size = maxFileBytes >= 1e6 ? `${Math.round(maxFileBytes / 1e6)} MB` : `${maxFileBytes} bytes`
  const values: Record<string, string> = { HOST: host, SIZE: size, SAID: toPlain(said) }
  const text = reason.replace(/HOST|SIZE|SAID/g, (word) => values[word] ?? '')
  return new FetchFailure(code, text, { transient: code === 'truncated' })
}

type Said = [pattern: RegExp, code: FetchFailureCode, reason: string]

const OTHER: Said = [/^/, 'bad-response', 'git could not read the repository: SAID']

const SAID: readonly Said[] = [
  // the kernel ended what unpacks, at one of the bounds: nothing else is said then
  [/^fatal: fetch-pack: invalid index-pack output\s*$/, 'too-large', 'its newest state is larger than SIZE'],
  [/died of signal|File too large|limit exceeded/, 'too-large', 'its newest state is larger than SIZE'],
  [/out of memory|mmap failed|Cannot allocate memory/i, 'too-large', 'unpacking the repository takes too much memory'],
  [/Authentication failed|could not read (Username|Password)|error: 401/, 'http-401', 'HOST asks for credentials'],
  [/error: 403/, 'http-403', 'HOST does not let the server read it (403)'],
  [/error: 30\d|unable to update url base/, 'bad-response', 'HOST redirects in the middle of the transfer'],
  [/Could not resolve host/, 'dns', 'the name HOST is not known to DNS'],
  [/Operation too slow/, 'timeout', 'HOST sends too slowly'],
  [
    /early EOF|unexpected disconnect|RPC failed|hung up|Empty reply/,
    'truncated',
    'HOST ended the transfer before the end',
  ],
  [/SSL|certificate/i, 'tls', 'the certificate or TLS of HOST is not accepted: SAID'],
]

/** It may hold words of the server. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const toPlain = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').slice(0, 200)
