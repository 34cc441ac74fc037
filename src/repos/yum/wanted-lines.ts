const TOP = new Set(['document', 'version', 'data'])
const IN_DATA = new Set([
  'name',
  'module',
  'stream',
  'version',
  'context',
  'arch',
  'summary',
  'artifacts',
  'modified',
  'dependencies',
])

/**
 * A modulemd document without the parts that are not read: most of it, and where Red Hat's own files hold what only
 * libyaml takes for YAML (the rest of a quoted text at the start of a line).
 */
export function keepWantedLines(document: string): string {
  const kept: string[] = []
  let isInData = false
  let indent = -1
  let isWanted = true
  for (const line of document.split('\n')) {
    const [, blanks = '', key] = KEY.exec(line) ?? []
    if (key !== undefined && blanks === '') {
      isInData = key === 'data'
      indent = -1
      isWanted = TOP.has(key)
    } else if (key !== undefined && isInData && (indent === -1 || blanks.length === indent)) {
      indent = blanks.length
      isWanted = IN_DATA.has(key)
    }
    if (isWanted) kept.push(line)
  }
  return kept.join('\n')
}

const KEY = /^( *)["']?([A-Za-z_-]+)["']?:(?:\s|$)/
