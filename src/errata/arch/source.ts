import type { ErrataSource } from '../source.ts'
import { parseArchIssues } from './parse.ts'

/** The security tracker's groups of issues. */
export const archSource: ErrataSource = {
  name: 'arch',
  title: 'Arch Linux security tracker',
  yields: 'errata',
  listFeeds: (base) => [{ name: 'arch', url: `${base}/issues/all.json`, release: '' }],
  parse: (pieces, { name }) => parseArchIssues(pieces, name),
}
