import { execFile } from 'node:child_process'

let usable: Promise<boolean> | undefined

/** Whether there is a git that can be told which addresses to connect to. Asked once a process. */
export function isGitUsable(): Promise<boolean> {
  usable ??= new Promise((resolve) => {
    execFile('git', ['--version'], { timeout: 10_000 }, (error, words) => resolve(!error && isNewEnough(words)))
  })
  return usable
}

/** 2.37 has http.curloptResolve. */
export function isNewEnough(words: string): boolean {
  const [, major, minor] = /^git version (\d+)\.(\d+)/.exec(words) ?? []
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 37)
}
