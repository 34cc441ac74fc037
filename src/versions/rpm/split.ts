/** The three parts of an rpm version; a part that is not there is ''. */
export interface Evr {
  epoch: string
  version: string
  release: string
}

/** Epoch: digits before a first `:`; release: after the last `-`. Takes any text, as rpm's own parser does. */
export function splitEvr(text: string): Evr {
  const colon = epochEnd(text)
  const epoch = colon < 0 ? '' : text.slice(0, colon)
  const hyphen = text.lastIndexOf('-')
  if (hyphen <= colon) return { epoch, version: text.slice(colon + 1), release: '' }
  return { epoch, version: text.slice(colon + 1, hyphen), release: text.slice(hyphen + 1) }
}

/** The place of the `:` behind nothing but digits, or -1. */
function epochEnd(text: string): number {
  let at = 0
  for (let code = text.charCodeAt(0); code >= 48 && code <= 57; code = text.charCodeAt(at)) at++
  return text.charCodeAt(at) === 58 ? at : -1
}
