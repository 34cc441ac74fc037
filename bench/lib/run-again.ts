import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs this program again in a process of its own, with other arguments: answers the JSON that it prints. */
export async function runAgain<Result>(program: string, args: readonly string[]): Promise<Result> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (data) => (out += data))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}`)
  return JSON.parse(out) as Result
}
