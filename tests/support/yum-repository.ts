import { createHash } from 'node:crypto'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { compressSync as xzSync } from '@napi-rs/lzma/xz'
import { conditional } from './apt-repository.ts'
import type { LoopbackServer } from './loopback-server.ts'

/** `name [epoch:]version-release arch`. */
export type YumPackage = string

export interface YumOptions {
  packages?: YumPackage[]
  /** Text of modules.yaml. */
  modules?: string
  /** Text inside of `<updates>`. */
  errata?: string
  form?: keyof typeof PACK
  /** As it is written. */
  checksum?: string
  /** When it was made, in seconds. */
  timestamp?: number
  /** What stands in `<location …/>`, from the file's name. */
  location?: (file: string) => string
  /** Of the folder on the server. */
  query?: string
  /** Changes repomd.xml before it is put there. */
  edit?: (repomd: string) => string
  /** What repomd.xml is packed with, as its suffix. */
  repomdForm?: keyof typeof PACK
  /** Folder of repodata in the repository: `suse/`. */
  inside?: string
}

const PACK = { '.xz': xzSync, '.gz': gzipSync, '.zst': zstdCompressSync, '': (data: Buffer) => data }

/** Puts a repository on the server and answers the URL that hosts report. */
export function publishYum(server: LoopbackServer, path: string, options: YumOptions = {}): string {
  const { packages = [], modules, errata, form = '.gz', query = '', repomdForm = '', inside = '' } = options
  const texts = {
    primary: primaryFile(packages),
    ...(modules !== undefined && { modules }),
    ...(errata !== undefined && { updateinfo: `<?xml version="1.0"?>\n<updates>${errata}</updates>\n` }),
  }
  const data = Object.entries(texts).map(([type, text]) => {
    const file = `${type}.${type === 'modules' ? 'yaml' : 'xml'}${form}`
    const packed = PACK[form](Buffer.from(text))
    server.on(`${path}/${inside}repodata/${file}${query}`, packed)
    return dataElement(type, file, Buffer.from(text), packed, options)
  })
  const repomd = `<?xml version="1.0" encoding="UTF-8"?>
<repomd xmlns="http://linux.duke.edu/metadata/repo"><revision>1</revision>
${data.join('\n')}
</repomd>\n`
  const text = options.edit?.(repomd) ?? repomd
  const body = PACK[repomdForm](Buffer.from(text))
  server.on(`${path}/${inside}repodata/repomd.xml${repomdForm}${query}`, conditional(body))
  return `${server.url}${path}${query}`
}

function dataElement(type: string, file: string, plain: Buffer, packed: Buffer, options: YumOptions): string {
  const { checksum = 'sha256', timestamp = 1_700_000_000, location = (name) => `href="repodata/${name}"` } = options
  return `<data type="${type}"><checksum type="${checksum}">${digest(checksum, packed)}</checksum>
<open-checksum type="${checksum}">${digest(checksum, plain)}</open-checksum>
<location ${location(file)}/><timestamp>${timestamp}</timestamp>
<size>${packed.length}</size><open-size>${plain.length}</open-size></data>`
}

export function digest(type: string, data: Buffer | string): string {
  const name = type.toLowerCase().replace('-', '')
  return createHash(name === 'sha' ? 'sha1' : name)
    .update(data)
    .digest('hex')
}

/** Text of primary.xml as createrepo writes it. */
export function primaryFile(packages: readonly YumPackage[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="${packages.length}">
${packages.map(packageElement).join('\n')}
</metadata>\n`
}

function packageElement(short: YumPackage): string {
  const [name = '', full = '', arch = 'x86_64'] = short.split(' ')
  const [, epoch = '0', version = '', release = ''] = /^(?:(\d+):)?(.*?)-([^-]*)$/.exec(full) ?? []
  return `<package type="rpm">
  <name>${name}</name>
  <arch>${arch}</arch>
  <version epoch="${epoch}" ver="${version}" rel="${release}"/>
  <checksum type="sha256" pkgid="YES">${digest('sha256', short)}</checksum>
  <summary>text</summary>
  <description>text</description>
  <packager></packager>
  <url></url>
  <time file="1" build="1"/>
  <size package="1" installed="1" archive="1"/>
  <location href="${name}.rpm"/>
  <format>
    <rpm:license>MIT</rpm:license>
    <rpm:vendor>Example</rpm:vendor>
    <rpm:sourcerpm>${name}-${version}-${release}.src.rpm</rpm:sourcerpm>
    <rpm:obsoletes>
      <rpm:entry name="old-${name}" flags="LT" epoch="0" ver="2"/>
    </rpm:obsoletes>
  </format>
</package>`
}

/** A build of a module stream, as modules.yaml has it. */
export function moduleDocument(id: string, artifacts: readonly string[]): string {
  const [name, stream, version, context, arch] = id.split(':')
  return `---
document: modulemd
version: 2
data:
  name: ${name}
  stream: "${stream}"
  version: ${version}
  context: "${context}"
  arch: ${arch}
  summary: About ${name}
  description: text
  license:
    module: [MIT]
  artifacts:
    rpms:
${artifacts.map((artifact) => `    - ${artifact}`).join('\n')}
...
`
}

/** An erratum, as updateinfo.xml has it; packages as `name version-release arch`. */
export function erratumElement(name: string, type: string, packages: readonly YumPackage[]): string {
  const items = packages.map((short) => {
    const [title = '', full = '', arch = 'x86_64'] = short.split(' ')
    const [, version = '', release = ''] = /^(.*)-([^-]*)$/.exec(full) ?? []
    return `<package name="${title}" epoch="0" version="${version}" release="${release}" arch="${arch}"><filename>${title}-${full}.${arch}.rpm</filename></package>`
  })
  return `<update from="security@example.com" status="final" type="${type}" version="1"><id>${name}</id>
<title>About ${title(packages)}</title><issued date="2024-05-06 07:08:09"/><severity>Important</severity>
<description>text</description>
<references><reference href="https://example.com/${name}" id="CVE-2024-1234" type="cve" title="CVE-2024-1234"/></references>
<pkglist><collection short="x"><name>x</name>${items.join('')}</collection></pkglist></update>`
}

const title = (packages: readonly YumPackage[]) => packages[0]?.split(' ')[0] ?? 'nothing'
