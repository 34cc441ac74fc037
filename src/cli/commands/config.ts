import { loadConfig } from '../../config/config.ts'
import { renderConfig, toShownSettings } from '../../config/render.ts'
import { createParser } from '../parser.ts'
import { EXIT, type World } from '../world.ts'

/** `patchman config`: the effective settings, each with its origin; passwords are hidden. */
export async function config(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, { prog: 'patchman config', description: 'Print the effective settings.' })
  parser.add_argument('--json', { action: 'store_true', help: 'print JSON' })
  const given = parser.parse_args<{ config?: string; json: boolean }>(args)
  const loaded = loadConfig({ env: world.env, cwd: world.cwd, file: given.config })
  const text = given.json ? `${JSON.stringify(toShownSettings(loaded), null, 2)}\n` : renderConfig(loaded)
  world.stdout.write(text)
  return EXIT.ok
}
