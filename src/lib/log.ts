import { pino } from 'pino'
import type { LogLevel } from './log-level.ts'

/** Messages are constant, `noun event`; what varies is a field. */
export interface Log {
  debug(message: string, fields?: object): void
  info(message: string, fields?: object): void
  warn(message: string, fields?: object): void
  error(message: string, fields?: object): void
  /** The same log with `fields` on every line. */
  with(fields: object): Log
}

/** Where lines go; standard error unless told. */
export interface LogOptions {
  level?: LogLevel
  /** For people instead of machines; default: whether standard error is a terminal. */
  readable?: boolean
  write?: (line: string) => void
}

/** JSON lines on standard error, or readable ones on a terminal. */
export function createLog({ level = 'info', readable = process.stderr.isTTY, write }: LogOptions = {}): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    messageKey: 'message',
  }
  const target = write ? { write } : pino.destination({ fd: 2, sync: true })
  return toLog(pino(options, readable ? { write: (line: string) => target.write(toReadable(line)) } : target))
}

function toLog(logger: pino.Logger): Log {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: object = {}) =>
      logger[level](withPlainErrors(fields), message)
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => toLog(logger.child(withPlainErrors(fields))),
  }
}

/** An Error has no own enumerable members: written as it is, a log line would say `{}`. */
function withPlainErrors(fields: object): object {
  const plain: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    plain[name] = value instanceof Error ? (value.stack ?? value.message) : value
  }
  return plain
}

const LABELS: Record<string, string> = { debug: 'debug', info: 'info ', warn: 'WARN ', error: 'ERROR' }

function toReadable(line: string): string {
  const { level, time, message, ...fields } = JSON.parse(line) as Record<string, unknown>
  const rest = Object.entries(fields).map(([name, value]) => ` ${name}=${toField(value)}`)
  return `${String(time).slice(11, 19)} ${LABELS[String(level)] ?? level} ${message}${rest.join('')}\n`
}

function toField(value: unknown): string {
  return typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value)
}
