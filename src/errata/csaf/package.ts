import type { RpmParts } from '../rpm-package.ts'
import { splitRpmName } from '../rpm-package.ts'
import type { CsafComponent } from './product-tree.ts'
import { parsePurl, type RpmPurl } from './purl.ts'

/** An rpm package as a document names it. */
export interface CsafPackage extends RpmParts {
  /** `name:stream`; '' outside of modules. */
  module: string
  /** Whether it is a source package, of which all builds are meant. */
  isSource: boolean
}

/**
 * The rpm package that a component is: a build by its package URL (which tells epoch, architecture and module as
 * qualifiers) or by its name; or, with version '', a package as such. undefined for modules, containers and all else.
 */
export function toCsafPackage({ package: product, module }: CsafComponent): CsafPackage | undefined {
  const stream = module ? toStream(module.purl, module.id) : ''
  const purl = parsePurl(product.purl)
  if (product.purl !== '' && !purl) return undefined
  // some ids have the module behind the name of the file: `a-1-1.src.rpm-virt-devel:rhel`
  const build = splitBuild(product.name.replace(/\.rpm(-.*)?$/, ''))
  if (purl) return purl.type === 'rpm' ? toPackage(purl, build, stream) : toModular(purl)
  return build ? { ...build, module: stream, isSource: false } : toNamed(product.name, stream)
}

/** What its package URL does not tell, its name may. */
function toPackage({ path, version, qualifiers }: RpmPurl, build: RpmParts | undefined, stream: string): CsafPackage {
  const name = path.at(-1) ?? ''
  const module = stream || toStreamName(qualifiers.get('rpmmod') ?? '')
  const arch = qualifiers.get('arch') ?? build?.arch ?? ''
  const [, upstream = '', release = ''] = /^(.+)-([^-]+)$/.exec(version) ?? []
  if (release !== '') {
    const epoch = qualifiers.get('epoch') ?? build?.epoch ?? ''
    return { name, epoch, version: upstream, release, arch, module, isSource: false }
  }
  return arch === 'src' ? toSource(name, module) : { ...NO_BUILD, name, arch, module, isSource: false }
}

/** `pkg:rpmmod/redhat/nodejs:18/nodejs` is a package of a module, without the last part the module itself. */
function toModular({ path }: RpmPurl): CsafPackage | undefined {
  const module = path.at(-2) ?? ''
  return module.includes(':') ? toSource(path.at(-1) ?? '', module) : undefined
}

const NO_BUILD = { epoch: '', version: '', release: '' }

const toSource = (name: string, module: string): CsafPackage => {
  return { ...NO_BUILD, name, arch: 'src', module, isSource: true }
}

/** What ends like an architecture: a name with a version and nothing behind it does not. */
function splitBuild(name: string): RpmParts | undefined {
  const parts = splitRpmName(name)
  return parts && /^[a-z]\w*$/.test(parts.arch) ? parts : undefined
}

/** `samba`; `nodejs:18/nodejs` of a module. What has other slashes is a container, or of Java. */
function toNamed(text: string, module: string): CsafPackage | undefined {
  const [, stream = '', name = ''] = /^(?:([\w.+-]+:[\w.+-]+)\/)?([A-Za-z0-9_][\w.+-]*)$/.exec(text) ?? []
  return name === '' ? undefined : toSource(name, stream || module)
}

/** Of a module's package URL, `pkg:rpmmod/redhat/nodejs@18:8090:c`, else of its id `nodejs:18:8090:c`. */
function toStream(purl: string, id: string): string {
  const { type, path, version } = parsePurl(purl) ?? {}
  return toStreamName(type === 'rpmmod' && version ? `${path?.at(-1)}:${version}` : id)
}

/** `name:stream` of `name:stream:version:context`. */
function toStreamName(text: string): string {
  const [name = '', stream = ''] = text.split(':')
  return name === '' || stream === '' ? '' : `${name}:${stream}`
}
