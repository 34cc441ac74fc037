import type { VersionId } from './tree-file.ts'

/** What of a version decides who may have it. */
export interface Visibility {
  /** Without the sub-slot. */
  slot: string
  /** `amd64` is stable, `~amd64` in testing. */
  keywords: string
}

/** An entry of `metadata/md5-cache`: PMS 14.3, `KEY=value` lines. Or why it cannot be used, in one sentence. */
export function readCache(text: string): Visibility | string {
  const slot = /^SLOT=(.*)$/m.exec(text)?.[1]?.trim() ?? ''
  return toVisibility(slot, /^KEYWORDS=(.*)$/m.exec(text)?.[1] ?? '')
}

/**
 * The same of an ebuild, which is a shell script: plain assignments are read, nothing is run. What of them needs a
 * shell cannot be known. Where there are several (live versions have no keywords), the last that says something counts.
 */
export function readEbuild(text: string, id: VersionId): Visibility | string {
  const said: Record<string, string> = {}
  const computed = new Set<string>()
  for (const [, key = '', value = ''] of text.replace(/^[ \t]*#.*$/gm, '').matchAll(ASSIGNMENT)) {
    const whole = value.replace(/^["']|["']$/g, '').replaceAll('\\\n', '')
    // the sub-slot does not matter, and is what is most often worked out
    const plain = expand(key === 'SLOT' ? (whole.split('/')[0] ?? '') : whole, id)
    if (/[$`\\]/.test(plain)) computed.add(key)
    else if (plain.trim() !== '') said[key] = plain.trim()
  }
  for (const key of ['SLOT', 'KEYWORDS']) {
    if (said[key] === undefined && computed.has(key)) return `Its ${key} is worked out by a script, which is not run.`
  }
  return toVisibility(said.SLOT ?? '', said.KEYWORDS ?? '')
}

const ASSIGNMENT = /(?:^|&&|\|\||;)[ \t]*(?:export[ \t]+)?(SLOT|KEYWORDS)=("[^"]*"|'[^']*'|[^\s;#"']*)/gm

/** PMS 11.1: what is known of a version by the name of its file. */
function expand(text: string, { category, name, version, release }: VersionId): string {
  const [revision, full] = [release === '' ? 'r0' : release, release === '' ? version : `${version}-${release}`]
  const values: Record<string, string> = {
    ...{ CATEGORY: category, PN: name, PV: version, PR: revision, PVR: full },
    ...{ P: `${name}-${version}`, PF: `${name}-${full}` },
  }
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced?: string, bare?: string) => {
    return values[braced ?? bare ?? ''] ?? all
  })
}

function toVisibility(slotAndSubSlot: string, keywords: string): Visibility | string {
  const [slot = ''] = slotAndSubSlot.split('/')
  if (slot === '') return 'It has no SLOT.'
  if (!/^[A-Za-z0-9_][\w+.-]{0,99}$/.test(slot)) return `Its SLOT is none: ${slot.slice(0, 50)}`
  return { slot: toOwn(slot), keywords: toOwn(selectKeywords(keywords).join(' ')) }
}

/** A piece of a string would keep all of it in memory. */
const toOwn = (text: string) => Buffer.from(text).toString()

/**
 * PMS 7.3.2: `amd64` is stable, `~amd64` in testing, without one the architecture has nothing. Those of systems beside
 * Linux (`x64-macos`) are left out, as is what says that it does not work (`-*`).
 */
function selectKeywords(keywords: string): string[] {
  const words = new Set(keywords.split(/\s+/).filter((word) => /^~?[a-z0-9]{1,20}$/.test(word)))
  return [...words].filter((word) => !(word.startsWith('~') && words.has(word.slice(1)))).slice(0, MOST_KEYWORDS)
}

/** Gentoo has some 20 architectures. */
const MOST_KEYWORDS = 30
