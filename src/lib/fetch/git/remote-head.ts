import { FetchFailure } from '../failure.ts'

/** What is asked of a git server first: which commits its references are at. */
export const REFERENCES = '/info/refs?service=git-upload-pack'

/** The rest of a long list is not read. */
const ENOUGH_BYTES = 2048

/**
 * The commit of a repository's HEAD, which its server names first (gitprotocol-http(5), "Smart Server Response";
 * gitprotocol-pack(5), "Reference Discovery"): lines with their length in front, in hexadecimal. Throws a FetchFailure;
 * `not-git` where there is something else, or a repository as plain files, which gives no single commit.
 */
export async function readRemoteHead(body: AsyncIterable<Buffer>, contentType: string, host: string): Promise<string> {
  let text = ''
  for await (const piece of body) {
    text += piece.toString('latin1')
    if (text.length >= ENOUGH_BYTES) break
  }
  const [, announced, commit = '', name] = HEAD.exec(text) ?? []
  if (!contentType.startsWith('application/x-git-upload-pack-advertisement') || announced === undefined) {
    throw new FetchFailure('not-git', `${host} does not serve it by git's smart protocol`)
  }
  if (name !== 'HEAD') throw new FetchFailure('bad-response', 'the git repository names no newest state (HEAD)')
  if (commit.length !== 40) throw new FetchFailure('bad-response', 'the git repository is of a kind that is not read')
  return commit
}

const HEAD = /^([0-9a-f]{4}# service=git-upload-pack\n?0000)[0-9a-f]{4}([0-9a-f]{40,64}) ([^\0\n]+)/
