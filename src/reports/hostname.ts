/**
 * A host's name as it is kept: lower case, no trailing dot, and only characters that a name, a page and a url
 * can hold; others become `-`, so that no report is lost for its name. '' when nothing is left.
 */
export function toHostname(raw: string): string {
  return raw
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}._:-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
}
