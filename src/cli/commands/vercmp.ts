import type { Scheme } from '../../model/package.ts'
import { compareLines, versionOrder } from '../../versions/vercmp.ts'
import { createParser } from '../parser.ts'
import { EXIT, type World } from '../world.ts'

const SCHEMES: readonly Scheme[] = ['deb', 'rpm', 'alpm', 'gentoo', 'apk']

/** `patchman vercmp SCHEME [A B]`: -1, 0 or 1; without A and B for each pair of standard input. */
export async function vercmp(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman vercmp',
    description:
      'Compare versions: prints -1, 0 or 1. Without A and B, pairs are read from standard input, A<TAB>B a line.',
  })
  parser.add_argument('scheme', { choices: SCHEMES })
  parser.add_argument('a', { nargs: '?', metavar: 'A' })
  parser.add_argument('b', { nargs: '?', metavar: 'B' })
  parser.add_argument('--key', { action: 'store_true', help: 'compare by the byte-ordered sort keys instead' })
  const { scheme, a, b, key } = parser.parse_args<{ scheme: Scheme; a?: string; b?: string; key: boolean }>(args)
  if (typeof a === 'string') {
    if (typeof b !== 'string') parser.error('A without B')
    world.stdout.write(`${versionOrder(scheme, { useKeys: key })(a, String(b))}\n`)
    return EXIT.ok
  }
  for await (const answers of compareLines(world.stdin, scheme, { useKeys: key })) await write(world.stdout, answers)
  return EXIT.ok
}

/** Waits for a slow reader instead of keeping all answers in memory. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> | undefined {
  if (stream.write(text)) return undefined
  return new Promise((resolve) => stream.once('drain', resolve))
}
