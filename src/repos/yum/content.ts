import { toChecksum } from '../checksum.ts'
import type { FoundPart, IndexFile } from '../format.ts'
import { toFileUrl } from './address.ts'

/**
 * Reads the `content` file of a YaST repository: its packages are in `packages`, in whatever form, in the folder that
 * DESCRDIR names. undefined when the text is no such file.
 */
export function parseContent(text: string, repository: string): FoundPart[] | undefined {
  const fields = new Map<string, string>()
  const sums = new Map<string, Listed>()
  for (const line of text.split(/\r?\n/)) {
    const [, key = '', value = ''] = /^([A-Z][A-Z0-9_.]*)\s+(.*?)\s*$/.exec(line) ?? []
    if (key === 'META' || key === 'HASH') addSum(sums, value)
    else if (key !== '' && !fields.has(key)) fields.set(key, value)
  }
  if (!IDENTIFYING.some((key) => fields.has(key))) return undefined
  const folder = (fields.get('DESCRDIR') ?? 'suse/setup/descr').replace(/^\/+|\/+$/g, '')
  const files = FORMS.map((form) => toFile(repository, folder, `packages${form}`, sums))
  const listed = files.filter((file) => file.checksum !== undefined)
  return [{ kind: 'packages', files: listed.length > 0 ? listed : files, name: `${folder}/packages file` }]
}

const IDENTIFYING = ['DESCRDIR', 'DATADIR', 'CONTENTSTYLE']

const FORMS = ['.gz', '.xz', '.bz2', '']

type Listed = ReturnType<typeof toChecksum>

/** `SHA256 <digits>  <file>`: of META relative to DESCRDIR, of HASH to the repository. */
function addSum(sums: Map<string, Listed>, value: string): void {
  const [type = '', digits = '', file = ''] = value.split(/\s+/)
  const checksum = toChecksum(type, digits)
  if (checksum && file !== '') sums.set(file.replace(/^\.\//, ''), checksum)
}

function toFile(repository: string, folder: string, section: string, sums: Map<string, Listed>): IndexFile {
  return {
    url: toFileUrl(repository, `${folder}/${section}`),
    checksum: sums.get(section) ?? sums.get(`${folder}/${section}`),
    size: 0,
    plainChecksum: undefined,
    plainSize: 0,
    listedBy: 'content file',
    section,
  }
}
