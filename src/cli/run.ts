import { findCommand } from './commands.ts'
import { ParserExit } from './parser.ts'
import { CliError, EXIT, type World } from './world.ts'

/** Does what the command line asks for; answers the exit code. Whatever goes wrong is told on standard error. */
export async function runCli(world: World): Promise<number> {
  try {
    return await dispatch(world)
  } catch (error) {
    return report(world, error)
  }
}

async function dispatch(world: World): Promise<number> {
  const [first = '', ...rest] = world.argv
  if (first === '' || first.startsWith('-')) return (await import('./flags-command.ts')).runFlags(world)
  const command = findCommand(first)
  if (!command) throw new CliError(`unknown command ${JSON.stringify(first)} (see patchman --help)`, EXIT.usage)
  return (await command.load())(world, rest)
}

function report({ stdout, stderr, env }: World, error: unknown): number {
  if (error instanceof ParserExit) {
    ;(error.toStdout ? stdout : stderr).write(error.message)
    return error.exitCode
  }
  const failure = error instanceof Error ? error : new Error(String(error))
  for (const line of failure.message.split('\n')) stderr.write(`patchman: ${line}\n`)
  if (env.PATCHMAN_LOG_LEVEL === 'debug') stderr.write(`${failure.stack}\n`)
  if (error instanceof CliError) return error.exitCode
  return failure.constructor.name === 'ConfigError' ? EXIT.usage : EXIT.failed
}
