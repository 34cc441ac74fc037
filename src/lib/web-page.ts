import { FetchFailure } from './fetch/failure.ts'

/** Whether a file begins like a web page: a portal or proxy that answers everything with status 200. */
export const isWebPage = (start: string) => /^\ufeff?\s*<(!doctype\s+html|html|head|body)\b/i.test(start.slice(0, 200))

/** Throws for one. `what`: should be there. */
export function refuseWebPage(start: string, what: string): void {
  if (isWebPage(start)) {
    throw new FetchFailure('html-instead-of-index', `the server answers with a web page instead of ${what}`)
  }
}
