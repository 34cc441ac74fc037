import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'vitest'

test("the web interface's types are those of the API's document", () => {
  execFileSync(process.execPath, [join(import.meta.dirname, '../scripts/web-types.ts'), '--check'], { stdio: 'pipe' })
}, 60_000)
