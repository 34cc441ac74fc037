import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { FakeHost } from './fake-host.ts'

/** A package as rpm prints it for the client. */
export interface RpmRow {
  name: string
  epoch?: string
  version: string
  release?: string
  arch?: string
  vendor?: string
  installed?: number
}

export type FrontEnd = 'dnf5' | 'yum' | 'zypper'

const OS_RELEASE: Record<FrontEnd, string> = {
  dnf5: 'ID=fedora\nNAME="Fedora Linux"\nVERSION="41 (Server Edition)"\nVERSION_ID=41\nPRETTY_NAME="Fedora Linux 41 (Server Edition)"\nCPE_NAME="cpe:/o:fedoraproject:fedora:41"\n',
  yum: 'ID="centos"\nID_LIKE="rhel fedora"\nNAME="CentOS Linux"\nVERSION="7 (Core)"\nVERSION_ID="7"\nPRETTY_NAME="CentOS Linux 7 (Core)"\nCPE_NAME="cpe:/o:centos:centos:7"\n',
  zypper:
    'ID="opensuse-leap"\nID_LIKE="suse opensuse"\nNAME="openSUSE Leap"\nVERSION="15.6"\nVERSION_ID="15.6"\nPRETTY_NAME="openSUSE Leap 15.6"\nCPE_NAME="cpe:/o:opensuse:leap:15.6"\n',
}

/** A host with rpm packages; tools that the machine of the test may have do not show on it. */
export class FakeRpmHost extends FakeHost {
  constructor(frontEnd: FrontEnd) {
    super()
    this.file('/var/lib/dpkg/status', '')
    this.file('/var/lib/rpm/rpmdb.sqlite', 'rows')
    this.file('/etc/os-release', OS_RELEASE[frontEnd])
    super.command('.no', 'exit 127')
    for (const name of ['dnf', 'dnf5', 'dnf-3', 'zypper', 'needs-restarting']) this.lacks(name)
    this.command(frontEnd, 'exit 1')
    this.rpms([{ name: 'bash', version: '5.1.8', release: '9.el9' }])
  }

  /** A command that is not there, also where the machine has it: what it resolves to is none that the client knows. */
  lacks(name: string): void {
    symlinkSync(join(this.folder, 'bin', '.no'), join(this.folder, 'bin', name))
  }

  override command(name: string, script: string): void {
    this.removeCommand(name)
    super.command(name, script)
  }

  removeCommand(name: string): void {
    rmSync(join(this.folder, 'bin', name), { force: true })
  }

  rpms(rows: RpmRow[]): void {
    const lines = rows.map(({ name, epoch, version, release, arch, vendor, installed }) =>
      [name, epoch ?? '', version, release ?? '1', arch ?? 'x86_64', vendor ?? '', installed ?? 1700000000].join('\t'),
    )
    this.prints('rpm', `${lines.join('\n')}\n`)
  }

  /** A command that answers by its arguments: the first pattern (of bash) that they match; else it fails. */
  answers(name: string, answers: [pattern: string, text: string, code?: number][]): void {
    const cases = answers.map(([pattern, text, code = 0], i) => {
      this.file(`/answers/${name}-${i}`, text)
      return `${pattern}) cat '${join(this.root, 'answers', `${name}-${i}`)}'; exit ${code} ;;`
    })
    this.command(name, `case "$*" in\n${cases.join('\n')}\n*) exit 1 ;;\nesac`)
  }
}
