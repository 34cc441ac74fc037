import type { Archive } from './archive.ts'
import { type Flaw, makeFlaw } from './flaws.ts'
import { seededRandom } from './random.ts'

const DAY = 86_400_000

interface OpenFlaw {
  flaw: Flaw
  /** What the tracker says of it: the same in all releases. */
  facts: { status: string; urgency: string; nodsa?: string; nodsa_reason?: string }
}

const FACTS: readonly OpenFlaw['facts'][] = [
  { status: 'open', urgency: 'not yet assigned' },
  { status: 'open', urgency: 'low**', nodsa: 'Minor issue; can be fixed in a point release', nodsa_reason: '' },
  {
    status: 'open',
    urgency: 'not yet assigned',
    nodsa: 'Minor issue, the fix is too invasive',
    nodsa_reason: 'ignored',
  },
]

/** Flaws of Debian's packages that nothing fixes yet. */
export function listOpenFlaws(archives: readonly Archive[], seed: number, now: number): OpenFlaw[] {
  const debian = archives.filter(({ release }) => release.family === 'debian')
  const sources = new Set(debian.flatMap(({ lines }) => lines.flatMap((line) => line.versions.map((v) => v.source))))
  return [...sources].flatMap((source) => {
    const random = seededRandom(seed, 'open', source)
    if (!random.chance(0.06)) return []
    const at = now - random.int(3, 500) * DAY
    const name = `CVE-${new Date(at).getUTCFullYear()}-${random.int(10_000, 19_999)}`
    return [{ flaw: makeFlaw({ name, source, at, seed }), facts: random.pick(FACTS) }]
  })
}

/** The tracker's JSON: source package → CVE → release → state. */
export function writeDebianTracker(open: readonly OpenFlaw[]): string {
  const entries = [...Map.groupBy(open, ({ flaw }) => flaw.source)].map(([source, some]) => {
    const cves = some.map(({ flaw, facts }) => {
      const releases = ['bullseye', 'bookworm', 'trixie'].map((release) => [release, facts])
      return [flaw.name, { description: flaw.description, releases: Object.fromEntries(releases) }]
    })
    return [source, Object.fromEntries(cves)]
  })
  return JSON.stringify(Object.fromEntries(entries))
}
