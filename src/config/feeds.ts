/** Where each source publishes, unless a setting names another address: a mirror of it has the same paths below. */
export const FEED_URLS: Readonly<Record<string, string>> = {
  debian: 'https://salsa.debian.org/security-tracker-team/security-tracker/-/raw/master/data',
  arch: 'https://security.archlinux.org',
  alpine: 'https://secdb.alpinelinux.org',
  gentoo: 'https://distfiles.gentoo.org',
}
