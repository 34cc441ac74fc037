import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import openapiTypescript, { astToString } from 'openapi-typescript'

/** Writes the web interface's types of the API from its OpenAPI document; with --check, only compares. */
const path = join(import.meta.dirname, '../web/src/api/schema.gen.ts')
const document = execFileSync(process.execPath, [join(import.meta.dirname, 'openapi.ts')], { encoding: 'utf8' })
const types = astToString(await openapiTypescript(JSON.parse(document)))
if (!process.argv.includes('--check')) writeFileSync(path, types)
else if (readFileSync(path, 'utf8') !== types) {
  console.error('web/src/api/schema.gen.ts is older than the API: run node scripts/web-types.ts')
  process.exitCode = 1
}
