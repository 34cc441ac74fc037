import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * `node bench/run.ts [name…]`: runs the benchmarks of those names, or all, one after the other and each in a
 * process of its own (so that memory figures mean something). Ends with 1 when a figure is over its limit.
 */
const names = process.argv.slice(2)
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length))
const unknown = names.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${known.join(', ')}`)
  process.exit(2)
}
const over = (names.length > 0 ? names : known).filter((name) => {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' })
  return status !== 0
})
if (over.length > 0) console.log(`\nover a limit or failed: ${over.join(', ')}`)
process.exit(over.length > 0 ? 1 : 0)
