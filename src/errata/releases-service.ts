import { replaceDistroReleases } from '../db/distro-releases.ts'
import type { LoadFeed } from '../feeds/refresh-service.ts'
import type { DistroRelease } from '../model/distro-release.ts'
import { parseDistroInfo } from './distro-info/parse.ts'
import { LISTED } from './distro-info/source.ts'

/** Reads a list of a distribution's releases, which counts as a whole. */
export const loadReleases: LoadFeed = async (_, { feed }, pieces) => {
  const distribution = LISTED.find((name) => feed.name === `releases-${name}`)
  if (!distribution) throw new Error(`no releases are read from ${feed.name}`)
  const releases: DistroRelease[] = []
  let rejects = 0
  for await (const part of parseDistroInfo(pieces, feed.name, distribution)) {
    releases.push(...part.releases)
    rejects += part.rejects.length
  }
  return {
    ...{ items: releases.length, fixes: 0, rejects },
    commit: async (tx) => {
      await replaceDistroReleases(tx, distribution, releases)
      return null
    },
    discard: async () => {},
  }
}
