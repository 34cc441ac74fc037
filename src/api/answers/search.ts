import type { FoundKind, FoundRow } from '../../db/search.ts'

export interface Found {
  kind: FoundKind
  label: string
  detail: string
  href: string
}

export function toFound({ kind, label, key, detail }: FoundRow): Found {
  const id = encodeURIComponent(key)
  switch (kind) {
    case 'host':
      return { kind, label, detail, href: `/hosts/${id}` }
    case 'package':
      return { kind, label, detail: hosts(detail), href: `/packages/${id}` }
    case 'repository':
      return { kind, label, detail, href: `/repositories/${id}` }
    case 'os-release':
      return { kind, label, detail, href: `/os-releases/${id}` }
    case 'tag':
      return { kind, label, detail: hosts(detail), href: `/hosts?tag=${id}` }
    case 'module':
      return { kind, label, detail: detail === '1' ? '1 stream' : `${detail} streams`, href: `/modules?name=${id}` }
    case 'erratum':
      return { kind, label, detail, href: `/errata/${id}` }
    case 'cve':
      return { kind, label, detail, href: `/cves/${id}` }
  }
}

function hosts(count: string): string {
  return count === '1' ? '1 host' : `${count} hosts`
}
