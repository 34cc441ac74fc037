import { FetchFailure } from '../../lib/fetch/failure.ts'

/** Throws when a file begins like a web page: a portal or proxy that answers everything with status 200. */
export function refuseHtml(start: Buffer): void {
  if (isHtml(start)) {
    throw new FetchFailure('html-instead-of-index', 'the server answers with a web page instead of the index')
  }
}

export function isHtml(start: Buffer): boolean {
  return /^\ufeff?\s*<(!doctype|!--|html|head|body|\?xml)/i.test(start.toString('utf8', 0, 200))
}
