import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from './random.ts'

export type ReleaseName =
  | 'debian11'
  | 'debian12'
  | 'debian13'
  | 'ubuntu2204'
  | 'ubuntu2404'
  | 'alma8'
  | 'rocky9'
  | 'leap15'
  | 'rhel9'
  | 'arch'
  | 'alpine320'
  | 'gentoo'

/** A name that a distribution has, with the version that each release first had; `all`: for every architecture. */
export interface CatalogueEntry {
  group: string
  name: string
  source: string
  all: boolean
  versions: Partial<Record<ReleaseName, string>>
  /** `name:stream` of the module that it belongs to there. */
  modules: Partial<Record<ReleaseName, string>>
}

/** Real names and versions of the distributions' archives. */
export function readCatalogue(): CatalogueEntry[] {
  return ['packages.tsv', 'packages-rpm.tsv', 'packages-other.tsv'].flatMap(readEntries)
}

function readEntries(file: string): CatalogueEntry[] {
  const [head = '', ...lines] = readFileSync(join(import.meta.dirname, file), 'utf8')
    .trimEnd()
    .split('\n')
  const columns = head.split('\t').slice(4)
  return lines.map((line) => {
    const [group = '', name = '', source = '', arch = '', ...cells] = line.split('\t')
    const known = (suffix: string) =>
      columns.flatMap((column, i) => {
        const [release = '', kind = ''] = column.split(' ')
        return kind === suffix && cells[i] !== '-' ? [[release, cells[i]]] : []
      })
    const [versions, modules] = [Object.fromEntries(known('')), Object.fromEntries(known('module'))]
    return { group, name, source, all: arch === 'all', versions, modules }
  })
}

const WORDS =
  'async base cache cairo codec color config core crypt data date diff dist event exec fast fiber file filter flow font form frame geo gl graph grid hash http image index io json kit lang lex link list log mail map mark math media mesh meta mime mock model net node note number object packet page parse path pipe plot pool port proc proxy query queue rand range record regex render router rule scan schema script search serial session shape signal socket sort spell stack state stream string style sync table task term test text thread tiff time token tool tree type unit url uuid value vector view wave web widget xml yaml zip'.split(
    ' ',
  )

const PATTERNS: ((a: string, b: string, n: number) => string)[] = [
  (a, b, n) => `lib${a}${b}${n % 10}`,
  (a, b) => `python3-${a}-${b}`,
  (a, b) => `lib${a}-${b}-perl`,
  (a, b) => `golang-github-${a}-${b}-dev`,
  (a, b) => `node-${a}-${b}`,
  (a, b) => `ruby-${a}-${b}`,
  (a, b) => `r-cran-${a}${b}`,
  (a, b) => `${a}${b}-utils`,
]

/** Made-up names in the manner of the real ones, for archives that are larger than the catalogue. */
export function makeUpEntries(count: number, seed: number): CatalogueEntry[] {
  const entries = new Map<string, CatalogueEntry>()
  for (let n = 0; entries.size < count; n++) {
    const random = seededRandom(seed, 'made-up', n)
    const name = random.pick(PATTERNS)(random.pick(WORDS), random.pick(WORDS), n)
    if (entries.has(name)) continue
    const version = (newer: number) =>
      `${random.int(0, 4)}.${random.int(0, 20) + newer}.${random.int(0, 9)}-${random.int(1, 5)}`
    entries.set(name, {
      group: 'made-up',
      name,
      modules: {},
      source: name.replace(/^lib|-utils$/g, ''),
      all: !name.startsWith('lib') || name.endsWith('-perl'),
      versions: {
        debian11: version(0),
        ubuntu2204: version(5),
        debian12: version(10),
        ubuntu2404: version(15),
        debian13: version(20),
        alma8: `${version(2)}.el8`,
        rocky9: `${version(12)}.el9`,
        leap15: version(8),
      },
    })
  }
  return [...entries.values()]
}
