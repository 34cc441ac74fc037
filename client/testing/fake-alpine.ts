import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { FakeHost, type Run, runScript } from './fake-host.ts'

const BUSYBOX = '/bin/busybox'
const CLIENT = join(import.meta.dirname, '..', 'patchman-client')

export const hasBusybox = spawnSync(BUSYBOX, ['ash', '-c', ':']).status === 0

/** A host on which all there is is busybox and curl: no bash, no other awk, sed or grep. */
export class FakeAlpine extends FakeHost {
  constructor() {
    super()
    this.file('/var/lib/dpkg/status', '')
    this.file(
      '/etc/os-release',
      'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME="Alpine Linux v3.20"\n',
    )
    this.installed('P:musl\nV:1.2.5-r0\nA:x86_64\no:musl\n')
    this.file('/etc/apk/world', 'alpine-base\n')
    this.file('/etc/apk/repositories', 'http://dl-cdn.alpinelinux.org/alpine/v3.20/main\n')
    for (const name of ['dpkg-query', 'apt-get', 'apt-cache', 'needrestart']) rmSync(this.#command(name))
    // a copy: nothing that a test writes reaches the machine's own
    const busybox = this.#command('busybox')
    copyFileSync(BUSYBOX, busybox)
    const applets = String(execFileSync(BUSYBOX, ['--list']))
      .trim()
      .split('\n')
    const own = ['uname', 'hostname', 'busybox']
    for (const name of applets) if (!own.includes(name)) this.#link(name, busybox)
    // flock is one of Alpine's busybox, not of every other
    for (const name of ['curl', 'flock']) this.#link(name, String(execFileSync('/usr/bin/which', [name])).trim())
  }

  installed(...records: string[]): void {
    this.file('/lib/apk/db/installed', records.map((record) => `C:Q1abc=\n${record}\n`).join(''))
  }

  override run(...args: string[]): Promise<Run> {
    return this.script(CLIENT, {}, '-c', this.conf, ...args)
  }

  /** Runs a script in the shell of this host. */
  script(path: string, more: Record<string, string>, ...args: string[]): Promise<Run> {
    return runScript(this.#command('ash'), [path, ...args], { ...this.environment(), ...more })
  }

  override environment(): Record<string, string> {
    return { ...super.environment(), PATH: join(this.folder, 'bin') }
  }

  #command(name: string): string {
    return join(this.folder, 'bin', name)
  }

  #link(name: string, target: string): void {
    rmSync(this.#command(name), { force: true })
    symlinkSync(target, this.#command(name))
  }
}
