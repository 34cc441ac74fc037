import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moduleId } from '../../src/model/module.ts'
import { findNamelessAndSideways, findPaleText, findSquashedColumns } from './accessibility.ts'
import { findChromium, launch, PHONE, visit } from './chromium.ts'
import { type Site, startSite } from './site.ts'

const executable = findChromium()
const title = executable ? 'every page' : 'every page (skipped: no Chromium; ./test fetches one)'
const INITIAL_SCRIPTS_BYTES = 250 * 1024

describe.skipIf(!executable)(title, { timeout: 300_000 }, () => {
  let site: Site
  let browser: Browser

  beforeAll(async () => {
    ;[site, browser] = await Promise.all([startSite(), launch(executable ?? '')])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  /** One of each kind; a thing of each kind is one that the fleet has. */
  async function listPaths(): Promise<string[]> {
    const first = async (
      table: 'host' | 'package' | 'package_update' | 'repo' | 'mirror' | 'os_release' | 'report',
    ) => {
      return (await site.db.query.selectFrom(table).select('id').orderBy('id').executeTakeFirstOrThrow()).id
    }
    const { hostname } = await site.db.query
      .selectFrom('host')
      .select('hostname')
      .orderBy('security_count', 'desc')
      .executeTakeFirstOrThrow()
    const erratum = await site.db.query.selectFrom('erratum').select('name').executeTakeFirstOrThrow()
    const module = await site.db.query.selectFrom('module').selectAll().executeTakeFirstOrThrow()
    const list = await site.db.query
      .selectFrom('mirror')
      .select('id')
      .where('is_mirrorlist', '=', 1)
      .executeTakeFirstOrThrow()
    const exploited = await site.db.query
      .selectFrom('cve')
      .select('name')
      .where('exploited_at', '>', 0)
      .executeTakeFirstOrThrow()
    const tabs = ['updates', 'packages', 'security', 'repositories', 'modules', 'history', 'reports'].map(
      (tab) => `/hosts/${hostname}?tab=${tab}`,
    )
    return [
      ...['/', '/hosts', '/packages', '/package-versions', '/updates', '/repositories', '/mirrors', '/os-releases'],
      ...['/os-variants', '/reports', '/jobs', '/issues', '/settings', '/login', '/nowhere', ...tabs],
      '/modules',
      ...['/errata', '/cves?affecting=true', '/cwes', '/cwes/CWE-416', '/references', '/exceptions', '/feeds'],
      ...['/feeds/nvd', '/patch-first'],
      `/cves/${exploited.name}`,
      `/modules/${encodeURIComponent(moduleId(module))}`,
      `/errata/${encodeURIComponent(erratum.name)}`,
      `/mirrors/${list.id}`,
      `/packages/openssl`,
      `/package-versions/${await first('package')}`,
      `/updates/${await first('package_update')}`,
      `/repositories/${await first('repo')}`,
      `/mirrors/${await first('mirror')}`,
      `/os-releases/${await first('os_release')}`,
      `/reports/${await first('report')}`,
    ]
  }

  for (const [name, options, widths] of [
    ['wide and light', { colorScheme: 'light' }, [760, 1280, 1400]],
    ['on a phone, dark', { ...PHONE, colorScheme: 'dark' }, []],
  ] as const) {
    test(`${name}: nothing sideways, nothing nameless, readable colours, no complaints`, async () => {
      const { page, complaints } = await visit(browser, site, '/', options)
      const faults: string[] = []
      for (const path of await listPaths()) {
        await page.goto(path)
        await page.locator('h1, h2').first().waitFor()
        await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
        const found = [...(await page.evaluate(findNamelessAndSideways)), ...(await page.evaluate(findPaleText))]
        faults.push(...found.map((fault) => `${path}: ${fault}`))
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 })
          faults.push(...(await listSquashed(page)).map((fault) => `${path}: ${fault}`))
        }
      }
      await page.context().close()
      expect(faults).toEqual([])
      expect(complaints).toEqual([])
    })
  }

  test('the first page needs less than 250 KiB of scripts, compressed', async () => {
    const { page } = await visit(browser, site, '/')
    await page.getByRole('region', { name: 'Fleet by state' }).waitFor()
    const loaded = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map((entry) => new URL(entry.name).pathname)
        .filter((path) => path.endsWith('.js')),
    )
    await page.context().close()
    const bytes = [...new Set(loaded)].map((path) => gzipSync(readFileSync(join(site.webFolder, path))).length)
    expect(bytes.length).toBeGreaterThan(1)
    expect(bytes.reduce((a, b) => a + b)).toBeLessThan(INITIAL_SCRIPTS_BYTES)
  })

  test('the first day: how to connect a host, with this address', async () => {
    const empty = await startSite({ hosts: 0 })
    const { page } = await visit(browser, empty, '/')
    await page.getByRole('heading', { name: 'Connect your first host' }).waitFor()
    await page.getByText(`patchman-client -s ${empty.url}`).waitFor()
    await page.context().close()
    await empty.close()
  }, 180_000)
})

/** Columns follow the window some frames later. */
async function listSquashed(page: Page): Promise<string[]> {
  let squashed = await page.evaluate(findSquashedColumns)
  for (let i = 0; i < 30 && squashed.length > 0; i++) {
    await page.waitForTimeout(100)
    squashed = await page.evaluate(findSquashedColumns)
  }
  return squashed
}
