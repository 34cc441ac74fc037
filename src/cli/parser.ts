import { ArgumentParser, type ArgumentParserOptions } from 'argparse'
import { EXIT, type World } from './world.ts'

/** Thrown where argparse would end the process: its text, and the exit code. */
export class ParserExit extends Error {
  readonly exitCode: number
  readonly toStdout: boolean

  constructor(exitCode: number, text: string, toStdout: boolean) {
    super(text)
    this.exitCode = exitCode
    this.toStdout = toStdout
  }
}

const SETTINGS_HELP = 'read settings from FILE instead of ./patchman.toml or /etc/patchman/patchman.toml'

/** A parser that throws instead of ending the process, with the options that every command has. */
export function createParser(world: World, options: ArgumentParserOptions): ArgumentParser {
  const parser = new ThrowingParser({ ...options, color: world.stdout.isTTY === true })
  parser.add_argument('--config', { metavar: 'FILE', help: SETTINGS_HELP })
  return parser
}

class ThrowingParser extends ArgumentParser {
  override print_help(): void {
    throw new ParserExit(EXIT.ok, this.format_help(), true)
  }

  override error(message: string): never {
    throw new ParserExit(EXIT.usage, `${this.prog}: ${message} (see ${this.prog} --help)\n`, false)
  }

  override exit(status = 0, message = ''): never {
    throw new ParserExit(status, message, status === 0)
  }
}
