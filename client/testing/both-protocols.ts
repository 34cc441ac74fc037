import { expect } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { parseFormReport } from '../../src/reports/form-protocol.ts'
import { parseJsonReport } from '../../src/reports/json-protocol.ts'
import { formOf, jsonOf } from './capture-server.ts'
import type { HostAndServer } from './setup.ts'

/** Sends the host's report by both protocols, and checks that the server makes one and the same report of them. */
export async function sendBothWays(it: HostAndServer, ...args: string[]) {
  const first = await it.host.run('-s', it.server.url, ...args)
  const second = await it.host.run('-s', it.server.url, '-p', '2', ...args)
  expect([first, second]).toMatchObject([
    { code: 0, stderr: '', stdout: '' },
    { code: 0, stderr: '', stdout: '' },
  ])
  const [p1, p2] = it.server.requests
  if (p1?.path !== '/reports/upload/' || p2?.path !== '/api/report/') throw new Error(`${p1?.path}, ${p2?.path}`)
  const [form, json] = [await formOf(p1), jsonOf(p2)]
  return { form, json, report: expectSameReport(form, json) }
}

function expectSameReport(form: Record<string, string>, json: Record<string, unknown>): Report {
  const outcome = parseJsonReport(json)
  if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors))
  const [first, second] = [parseFormReport(form), outcome.report]
  // a reject shows the item as its protocol writes it
  const rejects = [first, second].map((report) => report.rejects.map(({ text: _, ...reject }) => reject))
  expect({ ...first, protocol: 2, rejects: [] }).toEqual({ ...second, rejects: [] })
  expect(rejects[0]).toEqual(rejects[1])
  return first
}

/** The fields of protocol 1 lines. */
export function fieldsOf(section: string | undefined): string[][] {
  const lines = (section ?? '').split('\n').filter((line) => line !== '')
  return lines.map((line) => line.slice(1, -1).split("' '").map(decodePlus))
}

function decodePlus(text: string): string {
  return text.replaceAll('%2b', '+')
}
