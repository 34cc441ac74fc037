import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { type Site, USER } from './site.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/** The machine's Chromium: CHROMIUM_PATH, else the first of the usual names on PATH; none: the tests skip. */
export function findChromium(): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const usual = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [process.env.CHROMIUM_PATH ?? '', ...usual].find((path) => path !== '' && existsSync(path))
}

export function launch(executablePath: string): Promise<Browser> {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update']
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet] })
}

export interface Visit {
  page: Page
  /** What the browser complained about: scripts that the CSP refused, exceptions, failed requests. */
  complaints: string[]
}

const WIDE: BrowserContextOptions = { viewport: { width: 1400, height: 900 }, reducedMotion: 'reduce' }
export const PHONE: BrowserContextOptions = { ...WIDE, viewport: { width: 390, height: 844 }, hasTouch: true }

/** A fresh browser profile on a page of the site; logged in unless told otherwise. */
export async function visit(
  browser: Browser,
  site: Site,
  path: string,
  { loggedIn = true, ...options }: BrowserContextOptions & { loggedIn?: boolean } = {},
): Promise<Visit> {
  const context = await browser.newContext({ ...WIDE, ...options, baseURL: site.url })
  if (loggedIn) {
    const answer = await context.request.post('/api/v1/session', {
      data: { username: USER.name, password: USER.password },
    })
    if (!answer.ok()) throw new Error(`logging in: ${answer.status()} ${await answer.text()}`)
  }
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 401')) complaints.push(message.text())
  })
  await page.goto(path)
  return { page, complaints }
}
