import { loadConfig } from '../../config/config.ts'
import { createParser } from '../parser.ts'
import type { World } from '../world.ts'

/** `patchman serve`: until SIGTERM or SIGINT. */
export async function serve(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman serve',
    description: 'Start the server: web interface, API, reports, background work.',
  })
  parser.add_argument('--host', { metavar: 'ADDRESS', help: 'address to listen on (setting host)' })
  parser.add_argument('--port', { metavar: 'PORT', help: 'port to listen on; 0 takes a free one (setting port)' })
  parser.add_argument('--demo', {
    action: 'store_true',
    help: 'on a throwaway database with a generated fleet of 200 hosts',
  })
  const given = parser.parse_args<{ config?: string; host?: string; port?: string; demo: boolean }>(args)
  const env = {
    ...world.env,
    ...(given.host && { PATCHMAN_HOST: given.host }),
    ...(given.port && { PATCHMAN_PORT: given.port }),
  }
  return world.serve(loadConfig({ env, cwd: world.cwd, file: given.config }), { demo: given.demo })
}
