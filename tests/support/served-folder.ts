import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { LoopbackServer } from './loopback-server.ts'

/** Puts all files of a folder on the server, at their paths in it. */
export function serveFolder(server: LoopbackServer, path: string, folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    server.on(`${path}/${relative(folder, file)}`, readFileSync(file))
  }
}
