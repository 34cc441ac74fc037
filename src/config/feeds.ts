/** Where each source publishes, unless a setting names another address: a mirror of it has the same paths below. */
export const FEED_URLS: Readonly<Record<string, string>> = {
  debian: 'https://salsa.debian.org/security-tracker-team/security-tracker/-/raw/master/data',
  ubuntu: 'https://usn.ubuntu.com/usn-db',
  ubuntu_notices: 'off',
  alma: 'https://errata.almalinux.org',
  rocky: 'https://apollo.build.resf.org',
  centos: 'https://cefs.steve-meier.de',
  arch: 'https://security.archlinux.org',
  alpine: 'https://secdb.alpinelinux.org',
  gentoo: 'https://distfiles.gentoo.org',
  redhat: 'https://security.access.redhat.com/data/csaf/v2/advisories',
  // where repositories can be read, their errata are the same by other names
  suse: 'off',
  distro_info: 'https://salsa.debian.org/debian/distro-info-data/-/raw/main',
  kev: 'https://www.cisa.gov/sites/default/files/feeds',
  cwe: 'https://cwe-api.mitre.org/api/v1',
  tracker: 'https://security-tracker.debian.org/tracker',
  // 20 GB of documents in an archive of some hundred MB: only for those who ask for it
  vex: 'off',
  mitre: 'https://raw.githubusercontent.com/CVEProject/cvelistV5/main',
  epss: 'https://epss.empiricalsecurity.com',
  nvd: 'https://services.nvd.nist.gov/rest/json',
  osv: 'https://api.osv.dev/v1',
}
