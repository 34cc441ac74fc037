import type { LoadedConfig } from './config.ts'
import { SETTINGS, toFileName } from './settings.ts'

/** One effective setting, as it may be shown. */
export interface ShownSetting {
  name: string
  value: unknown
  origin: string
}

/** Every setting with its origin; passwords are `***`. */
export function toShownSettings({ config, origins }: LoadedConfig): ShownSetting[] {
  const shown: ShownSetting[] = []
  for (const [key, setting] of Object.entries(SETTINGS)) {
    const value = config[key as keyof typeof SETTINGS]
    const name = toFileName(key)
    shown.push({ name, value: hideSecret(value, setting.secret), origin: origins[name] ?? 'default' })
  }
  for (const table of ['feeds', 'times'] as const) {
    for (const [member, value] of Object.entries(config[table])) {
      const name = `${table}.${member}`
      shown.push({ name, value: hideSecret(value, 'password'), origin: origins[name] ?? 'default' })
    }
  }
  return shown
}

/** Lines that patchman.toml would take, each with its origin. */
export function renderConfig(loaded: LoadedConfig): string {
  const lines = toShownSettings(loaded).map(
    ({ name, value, origin }) => [`${name} = ${toToml(value)}`, origin] as const,
  )
  const width = Math.min(60, Math.max(...lines.map(([line]) => line.length)))
  return lines.map(([line, origin]) => `${line.padEnd(width)}  # ${origin}\n`).join('')
}

function hideSecret(value: unknown, secret: 'all' | 'password' | undefined): unknown {
  if (typeof value !== 'string' || value === '' || secret === undefined) return value
  return secret === 'all' ? '***' : hidePassword(value)
}

/** `postgres://user:secret@host/db?password=secret` → without the two. */
export function hidePassword(address: string): string {
  return address
    .replace(/^([a-z][a-z0-9+.-]*:\/\/[^:@/?#]*):.*@(?=[^@]*$)/i, '$1:***@')
    .replace(/([?&](?:[^=&]*(?:password|token|key|secret))=)[^&]*/gi, '$1***')
}

function toToml(value: unknown): string {
  return Array.isArray(value) ? `[${value.map((item) => JSON.stringify(item)).join(', ')}]` : JSON.stringify(value)
}
