import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createUser } from '../../src/auth/user-service.ts'
import { findChromium, launch, visit as open, type Visit } from './chromium.ts'
import { HOSTS, type Site, startSite } from './site.ts'

const executable = findChromium()
const title = executable ? 'pages about errata and CVEs' : 'pages about errata and CVEs (skipped: no Chromium)'
const VIEWER = { name: 'vera', password: 'a long password' }

describe.skipIf(!executable)(title, { timeout: 120_000 }, () => {
  let site: Site
  let browser: Browser
  const visits: Visit[] = []

  beforeAll(async () => {
    ;[site, browser] = await Promise.all([startSite(), launch(executable ?? '')])
    await createUser(site.db, { ...VIEWER, role: 'viewer' }, Date.now())
  }, 180_000)
  afterEach(async () => {
    const complaints = visits.flatMap((visit) => visit.complaints)
    await Promise.all(visits.splice(0).map(({ page }) => page.context().close()))
    expect(complaints).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  async function visit(path: string, options?: Parameters<typeof open>[3]): Promise<Page> {
    const one = await open(browser, site, path, options)
    visits.push(one)
    return one.page
  }

  test('a CVE: every number of hosts is its list, and accepting it is counted openly until it is ended', async () => {
    const page = await visit('/cves?affecting=true&exploited=true')
    await page.locator('tbody tr[data-row]').first().click()
    await page.getByRole('heading', { level: 1, name: /^CVE-/ }).waitFor()
    const address = page.url()
    const statuses = async () => {
      const items = page.getByRole('list', { name: 'Hosts by status' }).getByRole('listitem')
      await items.first().waitFor()
      const texts = await items.allInnerTexts()
      return Object.fromEntries(texts.map((text) => [text.replace(/^[\d,]+\s*/, ''), Number.parseInt(text, 10)]))
    }
    const before = await statuses()
    expect(Object.values(before).reduce((a, b) => a + b)).toBe(HOSTS)
    expect(before.Affected).toBeGreaterThan(0)
    for (const [word, n] of Object.entries(before)) {
      if (n === 0) continue
      await page.goto(address)
      await page.getByRole('list', { name: 'Hosts by status' }).getByRole('link', { name: word }).click()
      await heading(page, 'Hosts', n).waitFor()
    }
    await page.goto(address)
    await page.getByRole('button', { name: /^Accept CVE-/ }).click()
    await page.getByLabel('Why').fill('nobody reaches it')
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await page.getByRole('region', { name: 'Accepted' }).getByText('nobody reaches it').waitFor()
    expect(await statuses()).toEqual({
      ...before,
      Affected: 0,
      Accepted: (before.Accepted ?? 0) + (before.Affected ?? 0),
    })
    await page.goto(`${site.url}/exceptions?active=true`)
    const end = page.getByRole('button', { name: `End the acceptance of ${address.split('/').at(-1)}` })
    await end.click()
    await page.getByRole('button', { name: 'End', exact: true }).click()
    await end.waitFor({ state: 'detached' })
    await page.goto(address)
    expect(await statuses()).toEqual(before)
  })

  test('what to patch first, and references: every number is its list', async () => {
    const page = await visit('/patch-first')
    const rows = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Updates', exact: true }) })
    await rows.first().waitFor()
    for (const [noun, word] of [
      ['Hosts', /^[\d,]+ hosts?$/],
      ['CVEs', /^[\d,]+ CVEs?$/],
      ['CVEs', /^[\d,]+ exploited$/],
    ] as const) {
      await page.goto(`${site.url}/patch-first`)
      await follow(page, rows.first().getByRole('link', { name: word }), noun)
    }
    await page.goto(`${site.url}/references`)
    const errata = page.locator('tbody tr[data-row]').first().locator('a[href^="/errata"]')
    await follow(page, errata, 'Errata')
  })

  test("a host's CVEs by what ends them: each is in one of the lists", async () => {
    const worst = await site.db.query
      .selectFrom('host')
      .select('hostname')
      .orderBy('security_count', 'desc')
      .executeTakeFirstOrThrow()
    const page = await visit(`/hosts/${worst.hostname}?tab=security`)
    const total = async (query: string) => {
      await page.goto(`${site.url}/hosts/${worst.hostname}?tab=security${query}`)
      const footer = page.getByText(/^[\d,]+–[\d,]+ of [\d,]+$|^No CVEs match$/)
      const text = await footer.first().innerText()
      return Number(/of ([\d,]+)$/.exec(text)?.[1]?.replace(',', '') ?? 0)
    }
    const all = await total('')
    const parts: number[] = []
    for (const end of ['update', 'reboot', 'not-offered', 'none']) parts.push(await total(`&end=${end}`))
    expect(parts[0]).toBeGreaterThan(0)
    expect(parts.reduce((a, b) => a + b)).toBe(all)
  })

  test('a viewer is offered nothing that a viewer may not do', async () => {
    const page = await visit('/', { loggedIn: false })
    await page.request.post('/api/v1/session', { data: { username: VIEWER.name, password: VIEWER.password } })
    const { hostname } = await site.db.query.selectFrom('host').select('hostname').executeTakeFirstOrThrow()
    const cve = await site.db.query.selectFrom('cve').select('name').executeTakeFirstOrThrow()
    const erratum = await site.db.query.selectFrom('erratum').select('name').executeTakeFirstOrThrow()
    const paths = [
      '/hosts',
      `/hosts/${hostname}`,
      `/hosts/${hostname}?tab=security`,
      '/repositories',
      '/repositories/1',
    ]
    paths.push('/mirrors', '/mirrors/1', '/os-releases', '/os-releases/1', '/os-variants', '/reports', '/reports/1')
    paths.push(
      '/jobs',
      '/jobs/1',
      '/feeds',
      '/feeds/nvd',
      '/exceptions',
      `/cves/${cve.name}`,
      `/errata/${erratum.name}`,
    )
    const actions =
      /^(accept|end the|delete|edit|refresh|disable|enable|mark|mute|read now|run now|find updates|process)\b/i
    for (const path of paths) {
      await page.goto(`${site.url}${path}`)
      await page.locator('h1').first().waitFor()
      await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
      const offered = await page.locator('main').getByRole('button', { name: actions }).allInnerTexts()
      const selecting = await page.locator('main').getByRole('checkbox').count()
      expect([path, offered, selecting]).toEqual([path, [], 0])
    }
  })
})

/** A number's link leads to a list of as many. */
async function follow(page: Page, link: ReturnType<Page['locator']>, noun: string): Promise<void> {
  const count = Number.parseInt((await link.innerText()).replace(',', ''), 10)
  await link.click()
  await heading(page, noun, count).waitFor()
}

/** A list's title with how many rows match. */
function heading(page: Page, noun: string, count: number) {
  return page.getByRole('heading', { level: 1, name: new RegExp(`^${noun} ?${count.toLocaleString('en')}$`) })
}
