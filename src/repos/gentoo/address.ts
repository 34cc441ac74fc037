/** Gentoo's list of the mirrors of its main tree. */
const MIRROR_LIST = 'https://api.gentoo.org/mirrors/distfiles.xml'

/**
 * Where the server reads a tree that a host follows at that address. Gentoo's own tree is the same by rsync, by git and
 * as a snapshot, and mirrors have the snapshot; a mirror that hosts name themselves is taken at its word.
 */
export function toTreeAddress(id: string, url: string): string {
  const text = url.trim()
  return id === 'gentoo' && MAIN_TREE.test(text) ? MIRROR_LIST : text
}

const MAIN_TREE =
  /^(rsync:\/\/([\w-]+\.)*gentoo\.org(:\d+)?\/gentoo-portage|(git|https?):\/\/(anongit|gitweb)\.gentoo\.org\/(git\/)?repo\/(sync\/)?gentoo|https?:\/\/github\.com\/(gentoo|gentoo-mirror)\/gentoo)(\.git)?\/?$/i

/**
 * Archives of a git repository's newest state, as servers offer them: GitHub, GitLab, Gitea and Forgejo, sourcehut,
 * cgit. For where there is no git, and for repositories that are served as plain files.
 */
export function listArchives(url: string): string[] {
  const base = url.replace(/\.git$/, '')
  const name = base.slice(base.lastIndexOf('/') + 1)
  const cgit = toCgit(url)
  const [onlyCgit, branches] = [cgit !== url, ['main', 'master']]
  const ofCgit = [...branches].reverse().map((branch) => `${cgit}/snapshot/${name}-${branch}.tar.gz`)
  if (onlyCgit) return ofCgit
  return [
    `${base}/archive/HEAD.tar.gz`,
    `${base}/-/archive/HEAD/${name}-HEAD.tar.gz`,
    ...branches.map((branch) => `${base}/archive/${branch}.tar.gz`),
    ...ofCgit,
  ]
}

/** Gentoo's own repositories are browsed elsewhere than they are cloned from. */
function toCgit(url: string): string {
  return url.replace(/^https?:\/\/anongit\.gentoo\.org\/git\//, 'https://gitweb.gentoo.org/')
}
