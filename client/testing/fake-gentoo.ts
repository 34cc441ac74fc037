import { join } from 'node:path'
import { FakeHost } from './fake-host.ts'

/** What portageq answers. */
export interface Ask {
  arch?: string
  accepted?: string
  repos?: string
}

/** A host whose packages are portage's. */
export class FakeGentoo extends FakeHost {
  constructor() {
    super()
    this.file('/var/lib/dpkg/status', '')
    this.file('/etc/os-release', 'NAME=Gentoo\nID=gentoo\nPRETTY_NAME="Gentoo Linux"\nVERSION_ID="2.17"\n')
    this.merged('sys-libs/zlib-1.3.1-r1')
    this.asked({})
  }

  merged(id: string, slot = '0', repository = 'gentoo'): void {
    this.file(`/var/db/pkg/${id}/SLOT`, `${slot}\n`)
    this.file(`/var/db/pkg/${id}/repository`, `${repository}\n`)
    this.file(`/var/db/pkg/${id}/CONTENTS`, 'obj /usr/lib/x 0 0\n')
  }

  /** What portageq answers. */
  asked({ arch = 'amd64', accepted = 'amd64', repos = MAIN }: Ask): void {
    this.file('/answers/repos', repos)
    this.command(
      'portageq',
      `case "$*" in
'envvar ARCH ACCEPT_KEYWORDS') printf '%s\\n' '${arch}' '${accepted}' ;;
repos_config*) cat '${join(this.root, 'answers/repos')}' ;;
*) exit 1 ;;
esac`,
    )
  }
}

/** `portageq repos_config` of a plain host. */
export const MAIN = `[DEFAULT]
auto-sync = yes
main-repo = gentoo
strict-misc-digests = true

[gentoo]
auto-sync = yes
location = /var/db/repos/gentoo
masters =
priority = -1000
sync-type = rsync
sync-uri = rsync://rsync.gentoo.org/gentoo-portage
`
