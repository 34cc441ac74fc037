#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import type { World } from './cli/world.ts'

/**
 * The composition root: the only reader of the environment. What is imported here is paid for at every start, so
 * everything else is imported when it is needed.
 */
enableCompileCache()

const world: World = {
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  serve: async (...options) => (await import('./serve.ts')).serve(...options),
}

// the reader of a pipe may leave early (`patchman -lh | head`)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

const { runCli } = await import('./cli/run.ts')
process.exitCode = await runCli(world)
