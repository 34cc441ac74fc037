import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const CLIENT = join(import.meta.dirname, '..', 'patchman-client')

/** A package as dpkg-query prints it. */
export interface DpkgRow {
  status?: string
  name: string
  version: string
  arch?: string
  source?: string
  sourceVersion?: string
}

export interface Run {
  code: number
  stdout: string
  stderr: string
  /** CPU seconds of the client and all that it started. */
  cpu: number
}

/** A host that exists only in a folder: its files under root/, its commands in bin/. */
export class FakeHost {
  readonly folder = mkdtempSync(join(tmpdir(), 'client-test-'))
  readonly root = join(this.folder, 'root')
  readonly tmp = join(this.folder, 'tmp')
  readonly conf = join(this.folder, 'etc', 'patchman-client.conf')

  constructor() {
    mkdirSync(this.tmp)
    this.file('/var/lib/dpkg/status', 'Package: base-files\n')
    this.file('/etc/os-release', 'ID=debian\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n')
    this.file('/etc/debian_version', '12.8\n')
    this.file('/etc/machine-id', '0123456789abcdef0123456789abcdef\n')
    this.file('/proc/stat', 'cpu  1 2 3\nbtime 1700000000\n')
    // another awk than the machine's: CLIENT_TEST_AWK=/path/of/gawk ./test client
    if (process.env.CLIENT_TEST_AWK) this.command('awk', `exec ${process.env.CLIENT_TEST_AWK} "$@"`)
    this.command('uname', 'case $1 in -r) echo 6.1.0-28-amd64 ;; -m) echo x86_64 ;; *) echo web01 ;; esac')
    this.command('hostname', 'echo web01.example.com')
    this.command('needrestart', 'exit 1')
    this.packages([{ name: 'base-files', version: '12.4+deb12u8' }])
    this.sources([
      { description: 'http://x/d s/main amd64 Packages', uri: 'http://x/d/dists/s/main/binary-amd64/Packages' },
    ])
    this.settings('')
  }

  /** A file of the host, by its absolute path there. */
  file(path: string, text: string | Buffer): void {
    write(join(this.root, path), text)
  }

  /** Replaces a command by a bash script. */
  command(name: string, script: string): void {
    const path = join(this.folder, 'bin', name)
    // one that is a link: what it leads to is not the host's
    rmSync(path, { force: true })
    write(path, `#!/bin/bash\n${script}\n`)
    chmodSync(path, 0o755)
  }

  /** What the settings file says; attempts follow each other at once. */
  settings(text: string): void {
    write(this.conf, `retry_delay=0\n${text}\n`)
  }

  packages(rows: DpkgRow[]): void {
    const lines = rows.map((row) =>
      [
        row.status ?? 'install ok installed',
        row.name,
        row.version,
        row.arch ?? 'amd64',
        row.source ?? row.name,
        row.sourceVersion ?? row.version,
      ].join('\t'),
    )
    this.prints('dpkg-query', `${lines.join('\n')}\n`)
  }

  /** Indexes that apt has: description as apt prints it, address of the index, and pin. */
  sources(rows: { description: string; uri: string; pin?: number | undefined }[]): void {
    const pinned = rows.filter((row) => row.pin !== undefined)
    const policy = pinned.map(
      (row) => ` ${String(row.pin).padStart(3)} ${row.description}\n     release o=X,c=main\n     origin x\n`,
    )
    this.prints('apt-get', rows.map((row) => `${row.description}\t${row.uri}\n`).join(''))
    const status = ' 100 /var/lib/dpkg/status\n     release a=now\n'
    this.prints('apt-cache', `Package files:\n${status}${policy.join('')}Pinned packages:\n`)
  }

  /** A command that prints these bytes and succeeds. */
  prints(name: string, text: string | Buffer): void {
    write(join(this.folder, 'out', name), text)
    this.command(name, `cat '${join(this.folder, 'out', name)}'`)
  }

  /** Runs the real client on this host, with this host's settings file. */
  run(...args: string[]): Promise<Run> {
    return runScript(CLIENT, ['-c', this.conf, ...args], this.environment())
  }

  environment(): Record<string, string> {
    return {
      PATH: `${join(this.folder, 'bin')}:/usr/sbin:/usr/bin:/sbin:/bin`,
      PATCHMAN_CLIENT_SYSROOT: this.root,
      TMPDIR: this.tmp,
      HOME: this.folder,
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Runs a script to its end. */
export function runScript(path: string, args: string[], env: Record<string, string>): Promise<Run> {
  const timed = ['-c', 'TIMEFORMAT="cpu %U %S"; time "$0" "$@" 3>&2', path, ...args]
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/bash', timed, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      const text = Buffer.concat(err).toString()
      const times = /cpu ([\d.]+) ([\d.]+)\n$/.exec(text)
      resolve({
        code: code ?? -1,
        stdout: Buffer.concat(out).toString(),
        stderr: text.replace(/cpu [\d. ]+\n$/, ''),
        cpu: Number(times?.[1] ?? 0) + Number(times?.[2] ?? 0),
      })
    })
  })
}

function write(path: string, text: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
