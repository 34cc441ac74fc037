/** A file of a tree that tells of one version of a package, or (`masks`, `name`) of the tree. */
export interface TreeFile {
  kind: 'cache' | 'ebuild' | 'masks' | 'name'
  /** `category/name-version`; of masks the architecture that they are for, '' for all; '' where it tells of the tree. */
  id: string
}

/**
 * What a file of the archive is: PMS 4 has the layout of a tree. Archives have the tree at their top or in one folder.
 * undefined for what tells nothing of a version.
 */
export function toTreeFile(path: string): TreeFile | undefined {
  if (path.length > MAX_PATH) return undefined
  const parts = path.replace(/^(\.\/)+/, '').split('/')
  const [file = '', folder = '', above = ''] = parts.toReversed()
  if (parts.at(-4) === 'metadata' && above === 'md5-cache' && parts.length <= 5) {
    return file.startsWith('Manifest') ? undefined : { kind: 'cache', id: `${folder}/${file}` }
  }
  if (folder === 'profiles' && parts.length <= 3) return OF_TREE.get(file)
  if (file === 'package.mask') return toProfileMasks(parts.slice(0, -1))
  const isEbuild = file.endsWith('.ebuild') && (parts.length === 3 || parts.length === 4)
  if (!isEbuild || !file.startsWith(`${folder}-`)) return undefined
  return { kind: 'ebuild', id: `${above}/${file.slice(0, -'.ebuild'.length)}` }
}

const OF_TREE: ReadonlyMap<string, TreeFile> = new Map([
  ['package.mask', { kind: 'masks', id: '' }],
  ['repo_name', { kind: 'name', id: '' }],
])

/**
 * What all profiles inherit (`base`), and what all of an architecture do: which one of those a host follows is not told.
 * PMS 5.2.8, and the layout of Gentoo's own `profiles`.
 */
function toProfileMasks(folders: string[]): TreeFile | undefined {
  const at = folders.indexOf('profiles')
  if (at < 0 || at > 1) return undefined
  const [first = '', arch = '', ...deeper] = folders.slice(at + 1)
  if (first === 'base' && arch === '') return { kind: 'masks', id: '' }
  return first === 'arch' && /^[a-z0-9]+$/.test(arch) && deeper.length === 0 ? { kind: 'masks', id: arch } : undefined
}

const MAX_PATH = 400

export interface VersionId {
  category: string
  name: string
  version: string
  /** `r1`; '' for revision 0. */
  release: string
}

/** PMS 3.1, 3.2: undefined for what is no `category/name-version`. */
export function splitId(id: string): VersionId | undefined {
  const [, category = '', name = '', version = '', release = ''] = ID.exec(id) ?? []
  return name === '' ? undefined : { category, name, version, release: /^r0*$/.test(release) ? '' : release }
}

const ID =
  /^([A-Za-z0-9_][\w+.-]*)\/([A-Za-z0-9_][\w+-]*)-(\d+(?:\.\d+)*[a-z]?(?:_(?:alpha|beta|pre|rc|p)\d*)*)(?:-(r\d+))?$/
