import { setTimeout as delay } from 'node:timers/promises'
import { daysOfChange, type Fleet, makeFleet } from '../../src/demo/fleet.ts'
import { reportOn, toProtocol1 } from '../../src/demo/fleet-reports.ts'
import { seededRandom } from '../../src/demo/random.ts'

/** A report that the server answered with 2xx; `tag` went along as the user agent. */
export interface Accepted {
  tag: string
  hostname: string
  /** Protocol 2 answers it; 0 for protocol 1. */
  reportId: number
}

export interface Sender {
  accepted: Accepted[]
  /** Sends reports one after the other, in both protocols, until told to stop. */
  sendUntil(url: string, signal: AbortSignal): Promise<void>
  /** Sends so many reports. */
  sendMany(url: string, reports: number): Promise<void>
  /** Sends one more report of every host, so that each has a last word. */
  sendLast(url: string): Promise<void>
}

const LANES = 4

/** Reports of a few hosts that are patched, left alone, and patched back, over and over. `prefix` begins their names. */
export function createSender(seed: number, hosts: number, prefix = ''): Sender {
  const fleet = makeFleet({ hosts, seed, now: Date.UTC(2026, 5, 1) })
  for (const host of fleet.hosts) host.hostname = prefix + host.hostname
  const random = seededRandom(seed, 'sender')
  const accepted: Accepted[] = []
  let count = 0
  const sendOne = async (url: string, hostIndex: number, signal?: AbortSignal) => {
    const tag = `${prefix}crash-${++count}`
    const request = toRequest(fleet, hostIndex, random.next(), count % 2 === 0)
    const answer = await send(url, request, tag, signal)
    if (answer !== undefined) accepted.push({ tag, hostname: fleet.hosts[hostIndex]?.hostname ?? '', reportId: answer })
  }
  const sendUntil = async (url: string, signal: AbortSignal) => {
    const lanes = Array.from({ length: LANES }, async () => {
      while (!signal.aborted) {
        await sendOne(url, random.int(0, hosts - 1), signal)
        await delay(random.int(0, 20))
      }
    })
    await Promise.all(lanes)
  }
  const sendMany = async (url: string, reports: number) => {
    for (let i = 0; i < reports; i++) await sendOne(url, random.int(0, hosts - 1))
  }
  const sendLast = async (url: string) => {
    for (let i = 0; i < hosts; i++) await sendOne(url, i)
  }
  return { accepted, sendUntil, sendMany, sendLast }
}

interface ReportRequest {
  path: string
  headers: Record<string, string>
  body: string | FormData
}

function toRequest(fleet: Fleet, hostIndex: number, at: number, form: boolean): ReportRequest {
  const host = fleet.hosts[hostIndex]
  if (!host) throw new Error('no such host')
  const days = daysOfChange(host, 300)
  const report = reportOn(fleet, host, days[Math.floor(at * days.length)] ?? 0)
  if (!form) {
    return { path: '/api/report/', headers: { 'content-type': 'application/json' }, body: JSON.stringify(report) }
  }
  const body = new FormData()
  for (const [name, value] of Object.entries(toProtocol1(report))) body.set(name, value)
  return { path: '/reports/upload/', headers: {}, body }
}

/** The report's id (0 in protocol 1) if the answer was 2xx; undefined when there was none, because it was killed. */
async function send(
  url: string,
  request: ReportRequest,
  tag: string,
  signal?: AbortSignal,
): Promise<number | undefined> {
  let answer: Response
  try {
    const { headers, body, path } = request
    answer = await fetch(url + path, {
      method: 'POST',
      body,
      headers: { ...headers, 'user-agent': tag },
      signal: signal ?? null,
    })
  } catch {
    // the connection broke: whether it was taken is not known
    return undefined
  }
  if (!answer.ok) throw new Error(`${request.path} answered ${answer.status}: ${await answer.text()}`)
  if (answer.status === 204) return 0
  const text = await answer.text().catch(() => '')
  return text.startsWith('{') ? ((JSON.parse(text) as { report_id?: number }).report_id ?? 0) : 0
}
