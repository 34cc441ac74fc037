import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/**
 * Every check, then every test; with paths only the tests there. Ends with `N passed, N failed`, where a check
 * counts as one; what was skipped is said before.
 */
interface Counts {
  passed: number
  failed: number
  skipped: string[]
}

process.env.PATH = `${join(import.meta.dirname, '../node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`
const paths = process.argv.slice(2)
const counts: Counts = { passed: 0, failed: 0, skipped: [] }

if (paths.length === 0) for (const [name, command] of checks()) runCheck(name, command)
runTests(paths)
for (const title of counts.skipped) console.log(`skipped: ${title}`)
if (counts.skipped.length > 0) console.log(`${counts.skipped.length} skipped`)
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed > 0 ? 1 : 0

function checks(): [string, string[]][] {
  const scripts = ['run', 'test', 'patchman', '.ci/run', 'scripts/env.sh', 'scripts/test-tools.sh']
  return [
    ['format and lint', ['biome', 'ci', '.', '--error-on-warnings', '--colors=off']],
    ['types', ['tsc']],
    ['types of the web interface', ['tsc', '-p', 'web/tsconfig.json']],
    ['layers', ['depcruise', 'src', 'tests', 'bench', 'scripts', 'web/src']],
    ['dead code', ['knip']],
    ['shell scripts', ['shellcheck', '-x', ...scripts]],
  ]
}

function runCheck(name: string, [command = '', ...args]: string[]): void {
  console.log(`— ${name}`)
  const result = spawnSync(command, args, { stdio: 'inherit' })
  if (result.error && 'code' in result.error && result.error.code === 'ENOENT') {
    counts.skipped.push(`${name} (${command} is not installed)`)
  } else if (result.status === 0) counts.passed++
  else {
    counts.failed++
    console.log(`failed: ${name}`)
  }
}

function runTests(only: string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'patchman-results-'))
  const results = join(folder, 'results.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
  const run = spawnSync('vitest', ['run', ...reporters, ...only], { stdio: 'inherit' })
  const files = existsSync(results) ? (JSON.parse(readFileSync(results, 'utf8')) as TestResults).testResults : []
  rmSync(folder, { recursive: true, force: true })
  const before = counts.failed
  for (const file of files) countFile(file)
  // a file that could not be loaded, a failing set-up, an unhandled error: no test of theirs is in the list
  if (run.status !== 0 && counts.failed === before) counts.failed++
}

interface TestResults {
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[]
}

function countFile(file: TestResults['testResults'][number]): void {
  for (const { status, fullName } of file.assertionResults) {
    if (status === 'passed') counts.passed++
    else if (status === 'failed') counts.failed++
    else counts.skipped.push(fullName)
  }
  if (file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed')) counts.failed++
}
