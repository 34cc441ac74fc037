import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { CliError, type World } from './world.ts'

/** Asks twice on a terminal, without showing what is typed; elsewhere the first line of standard input. */
export async function readPassword({ stdin, stderr }: World): Promise<string> {
  if (!stdin.isTTY) return readLine(stdin)
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: stdin, output: hidden, terminal: true })
  try {
    stderr.write('Password: ')
    const password = await lines.question('')
    stderr.write('\nAgain: ')
    const again = await lines.question('')
    stderr.write('\n')
    if (password !== again) throw new CliError('the two differ')
    return password
  } finally {
    lines.close()
  }
}

async function readLine(stdin: NodeJS.ReadStream): Promise<string> {
  let text = ''
  for await (const chunk of stdin.setEncoding('utf8')) {
    text += chunk
    if (text.includes('\n')) break
  }
  return text.split(/\r?\n/)[0] ?? ''
}
