import { type ErrataSource, usedReleases } from '../source.ts'
import { parseAlmaErrata } from './parse.ts'

/** A file for each release. */
export const almaSource: ErrataSource = {
  name: 'alma',
  title: 'AlmaLinux errata',
  yields: 'errata',
  listFeeds: (base, { settings, releases }) =>
    [...new Set([...settings.almaReleases, ...usedReleases('alma', releases)])].map((release) => {
      return { name: `alma-${release}`, url: `${base}/${release}/errata.full.json`, release }
    }),
  parse: (pieces, { name }) => parseAlmaErrata(pieces, name),
}
