import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launch, visit as open, type Visit } from './chromium.ts'
import { HOSTS, type Site, startSite, USER } from './site.ts'

const executable = findChromium()
const title = executable ? 'the web interface' : 'the web interface (skipped: no Chromium; ./test fetches one)'

describe.skipIf(!executable)(title, { timeout: 120_000 }, () => {
  let site: Site
  let browser: Browser
  const visits: Visit[] = []

  beforeAll(async () => {
    ;[site, browser] = await Promise.all([startSite(), launch(executable ?? '')])
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

  test('logging in: a wrong password says so, the right one goes where the link led', async () => {
    const page = await visit('/hosts?state=current', { loggedIn: false })
    await page.getByLabel('User name').fill(USER.name)
    await page.getByLabel('Password', { exact: true }).fill('wrong')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor()
    await page.getByLabel('Password', { exact: true }).fill(USER.password)
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('heading', { level: 1, name: /^Hosts/ }).waitFor()
    expect(page.url()).toBe(`${site.url}/hosts?state=current`)
  })

  test("every state's number on the dashboard is its list's length", async () => {
    const page = await visit('/')
    const links = page.getByRole('region', { name: 'Fleet by state' }).getByRole('listitem').getByRole('link')
    await links.first().waitFor()
    const states = await links.evaluateAll((all) =>
      all.map((a) => ({ href: a.getAttribute('href') ?? '', text: a.textContent ?? '' })),
    )
    const figures = states.map(({ text }) => Number(/\d+$/.exec(text.replaceAll(',', ''))?.[0]))
    expect(figures.reduce((a, b) => a + b)).toBe(HOSTS)
    for (const [i, { href }] of states.entries()) {
      await page.goto(href)
      if (figures[i] === 0) await page.getByText('No hosts match').waitFor()
      else await hostsHeading(page, figures[i]).waitFor()
      const rows = await page.locator('tbody tr[data-row]').count()
      expect(rows, href).toBe(Math.min(figures[i] ?? 0, 50))
    }
  })

  test('a filter is in the address, and is there after reloading; a cell gives "not this"', async () => {
    const page = await visit('/hosts')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('button', { name: 'State' }).last().click()
    await page.getByRole('button', { name: /^Security ?\d/ }).click()
    await page.waitForURL('**/hosts?state=security')
    await page.reload()
    const states = page.locator('tbody td [data-state]')
    await states.first().waitFor()
    expect(new Set(await states.allTextContents())).toEqual(new Set(['Security']))
    await page.goto('/hosts')
    const cell = page.locator('tbody td', { has: page.locator('[data-state=current]') }).first()
    await cell.hover()
    await cell.getByRole('button', { name: 'Filter by current' }).click()
    await page.getByRole('menuitem', { name: 'Not current' }).click()
    await page.getByText('State is not').waitFor()
    await expect.poll(() => states.filter({ hasText: 'Current' }).count()).toBe(0)
    expect(await states.count()).toBeGreaterThan(0)
  })

  test('a view is saved under a name, comes back, and is forgotten', async () => {
    const page = await visit('/hosts?state=security&sort=-bugfix')
    const menu = page.getByRole('button', { name: 'Saved views' })
    await menu.click()
    await page.getByRole('menuitem', { name: 'Save this view…' }).click()
    await page.getByLabel('Name').fill('Mornings')
    await page.keyboard.press('Enter')
    await page.getByText('View saved').waitFor()
    await page.goto('/hosts')
    await menu.click()
    await page.getByRole('menuitem', { name: 'Mornings' }).click()
    await page.waitForURL('**/hosts?state=security&sort=-bugfix')
    await menu.click()
    await page.getByRole('button', { name: 'Forget the view Mornings' }).click()
    await page.goto('/hosts')
    await hostsHeading(page, HOSTS).waitFor()
    expect(await menu.count()).toBe(0)
  })

  test('a host leads to its modules, a module to its hosts, an erratum to what fixes it', async () => {
    const active = await site.db.query
      .selectFrom('host_module')
      .innerJoin('host', 'host.id', 'host_id')
      .select('hostname')
      .executeTakeFirstOrThrow()
    const page = await visit(`/hosts/${active.hostname}`)
    await page.getByRole('tab', { name: /^Modules/ }).click()
    await page.locator('tbody tr[data-row="0"] a').first().click()
    await page
      .getByRole('region', { name: /^Active on/ })
      .getByText(active.hostname)
      .waitFor()
    await page.goto('/errata?type=security&source=updateinfo')
    const link = page.locator('tbody tr[data-row="0"] a').first()
    const name = await link.textContent()
    await link.click()
    await page.getByRole('heading', { name: name ?? '' }).waitFor()
    const fixed = page.getByRole('region', { name: /^Fixed by/ })
    const rows = await fixed.getByRole('listitem').count()
    await fixed.getByRole('link', { name: 'As a list' }).click()
    await page.getByRole('heading', { name: new RegExp(`^Package versions ?${rows}$`) }).waitFor()
  })

  test('"why?" shows the versions that were seen, with their priorities', async () => {
    const page = await visit('/hosts?state=security&sort=-security')
    await page.locator('tbody tr[data-row="0"]').click()
    await page.getByRole('button', { name: /^Why / }).first().click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('candidate', { exact: true }).first().waitFor()
    await drawer.getByText('installed', { exact: true }).first().waitFor()
    await drawer
      .getByText(/^priority \d/)
      .first()
      .waitFor()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
  })

  test('rows are selected by keys, and a bulk action is for exactly them', async () => {
    const page = await visit('/hosts')
    await page.locator('tbody tr[data-row]').first().waitFor()
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await page.getByText('2 selected').waitFor()
    await page.getByRole('button', { name: 'Find updates' }).click()
    await page.getByText('Finding updates for 2 hosts').waitFor()
    const jobs = await site.db.query.selectFrom('job').select('kind').execute()
    expect(jobs.some((job) => job.kind === 'find-updates')).toBe(true)
  })

  test('select all that match, delete, confirm: they are gone, the others are not', async () => {
    const name = `tbody tr[data-row="0"] a`
    const page = await visit('/hosts?sort=-hostname')
    const gone = (await page.locator(name).first().textContent()) ?? ''
    await page.goto(`/hosts?q=${gone}`)
    await page.getByLabel('Select the rows of this page').check()
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('No hosts match').waitFor()
    await page.getByRole('button', { name: 'Reset filters' }).click()
    await hostsHeading(page, HOSTS - 1).waitFor()
  })

  test('a user is added with a password that is shown once, logs in, and is out when disabled', async () => {
    const page = await visit('/settings')
    await page.getByLabel('User name').fill('eve')
    await page.getByRole('button', { name: 'Add user' }).click()
    const shown = page.getByRole('status').filter({ hasText: 'The password of eve' }).locator('code')
    const password = await shown.innerText()
    const eve = await visit('/login', { loggedIn: false })
    const logIn = async () => {
      await eve.getByLabel('User name').fill('eve')
      await eve.getByLabel('Password', { exact: true }).fill(password)
      await eve.getByRole('button', { name: 'Log in' }).click()
    }
    await logIn()
    await eve.waitForURL((url) => url.pathname !== '/login')
    await eve.goto(`${site.url}/settings`)
    await eve.getByText('viewer', { exact: true }).waitFor()
    expect(await eve.getByRole('heading', { name: 'API keys' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Actions for eve' }).click()
    await page.getByRole('menuitem', { name: 'Disable…' }).click()
    await page.getByRole('button', { name: 'Disable', exact: true }).click()
    await page.getByText('disabled', { exact: true }).waitFor()
    await eve.goto(`${site.url}/login`)
    await logIn()
    await eve.getByText('An administrator has disabled this user.').waitFor()
  })

  test('dark stays dark', async () => {
    const page = await visit('/', { colorScheme: 'light' })
    await page.getByRole('button', { name: /settings and appearance/ }).click()
    await page.getByRole('menuitemradio', { name: 'Dark' }).click()
    const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme')
    await expect.poll(scheme).toBe('dark')
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await scheme()).toBe('dark')
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(background).toBe('rgb(17, 19, 23)')
  })

  test('keys: g h, /, Ctrl-K, ?', async () => {
    const page = await visit('/')
    await page.getByRole('region', { name: 'Fleet by state' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('h')
    await page.getByRole('heading', { level: 1, name: /^Hosts/ }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('zzz-no-such-host')
    await page.waitForURL('**/hosts?q=zzz-no-such-host')
    await page.keyboard.press('Escape')
    const host = await site.db.query.selectFrom('host').select('hostname').orderBy('hostname').executeTakeFirstOrThrow()
    // as somebody does who does not wait for the field: what is typed first is not lost
    await page.keyboard.press('Control+k')
    await page.keyboard.type(host.hostname)
    await expect.poll(() => page.getByLabel('Find anything', { exact: true }).inputValue()).toBe(host.hostname)
    await page.getByRole('button', { name: host.hostname }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: host.hostname }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  })

  test('going away and back keeps the list', async () => {
    const page = await visit('/hosts?page=2')
    const second = page.locator('tbody tr[data-row="1"]')
    const name = await second.locator('a').first().textContent()
    await second.click()
    await page.getByRole('heading', { name: name ?? '' }).waitFor()
    await page.goBack()
    expect(await second.locator('a').first().textContent()).toBe(name)
  })

  test('what does not exist says so', async () => {
    const page = await visit('/nowhere')
    await page.getByText('There is no such page').waitFor()
  })
})

/** The list's title with how many rows match. */
function hostsHeading(page: Page, count = 0) {
  return page.getByRole('heading', { name: new RegExp(`^Hosts ?${count}$`) })
}
