/** A package URL of rpm's family. */
export interface RpmPurl {
  type: 'rpm' | 'rpmmod'
  /** Namespace and name. */
  path: string[]
  /** '' where none is told. */
  version: string
  qualifiers: ReadonlyMap<string, string>
}

/**
 * Takes a package URL apart (purl-spec): `pkg:rpm/redhat/bash@5.1.8-9.el9?arch=x86_64&epoch=1`. undefined for those of
 * other types, and for what is none.
 */
export function parsePurl(text: string): RpmPurl | undefined {
  const [, type, rest = '', version = '', query = ''] = PURL.exec(text) ?? []
  if (type !== 'rpm' && type !== 'rpmmod') return undefined
  const path = rest.split('/').map(decode)
  if (path.length < 2 || path.includes('')) return undefined
  const pairs = query.split('&').map((pair): [string, string] => {
    const [key = '', ...value] = pair.split('=')
    return [key.toLowerCase(), decode(value.join('='))]
  })
  return { type, path, version: decode(version), qualifiers: new Map(pairs.filter(([, value]) => value !== '')) }
}

/** The name may hold an @ only as %40. */
const PURL = /^pkg:([a-z]+)\/([^@?#]+)(?:@([^?#]*))?(?:\?([^#]*))?/

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
