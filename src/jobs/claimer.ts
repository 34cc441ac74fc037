import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Who works on a job. */
export interface Claimer {
  /** `<machine>:<pid>:<thread>`, as it is stored. */
  text: string
  machine: string
  pid: number
  thread: string
}

/** `thread` tells apart those of one process that claim on their own. */
export function currentClaimer(thread: string): Claimer {
  return toClaimer(`${currentMachine()}:${process.pid}:${thread}`)
}

export function toClaimer(text: string): Claimer {
  const [machine = '', pid = '0', thread = ''] = text.split(':')
  return { text, machine, pid: Number(pid), thread }
}

export function isThisProcess({ machine, pid }: Claimer): boolean {
  return machine === currentMachine() && pid === process.pid
}

/** False only when its process is known to be gone; one of another machine may be alive. */
export function isAlive({ machine, pid }: Claimer): boolean {
  if (machine !== currentMachine()) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code !== 'ESRCH'
  }
}

let machine = ''

/** Two containers may share a host name, but not the processes that they see: their numbers tell nothing then. */
function currentMachine(): string {
  machine ||= `${hostname().replaceAll(':', '-')}/${pidNamespace()}`
  return machine
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')
  } catch {
    return '0'
  }
}
