import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { updateHosts } from '../../src/updates/service.ts'
import { silentLog } from '../support/log.ts'
import { now, refresh, sendReport, server, setUpRefreshing } from '../support/refreshing.ts'
import { makeTar } from '../support/tar.ts'
import { findChromium, launch, visit } from './chromium.ts'
import { type Site, startSite } from './site.ts'

const chromium = findChromium()
setUpRefreshing()

describe.skipIf(!chromium)('hosts of Arch, Alpine and Gentoo in a browser (need Chromium)', () => {
  let browser: Browser
  let site: Site
  beforeAll(async () => {
    site = await startSite({ hosts: 0 })
    browser = await launch(chromium as string)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  test('each shows its updates, as its package manager writes versions', { timeout: 60_000 }, async () => {
    serveRepositories()
    const facts = { arch: 'x86_64', tags: ['lab'] }
    await sendReport(site.db, {
      ...{ ...facts, hostname: 'arch.example.com', os: 'Arch Linux', kernel: '6.9.6-arch1-1' },
      packages: [toPackage('arch', 'linux', '6.9.6.arch1', '1', 'x86_64')],
      repos: [{ type: 'arch', name: 'core', id: 'core', priority: 0, urls: [`${server.url}/$repo/os/$arch`] }],
    })
    await sendReport(site.db, {
      ...{ ...facts, hostname: 'alpine.example.com', os: 'Alpine Linux 3.20.3', kernel: '6.6.51-0-lts' },
      packages: [toPackage('apk', 'musl', '1.2.5', 'r0', 'x86_64')],
      repos: [{ type: 'apk', name: 'main', id: '', priority: 0, urls: [`${server.url}/alpine/v3.20/main`] }],
    })
    const python = { ...toPackage('gentoo', 'python', '3.11.4', '', 'amd64'), category: 'dev-lang', epoch: '3.11' }
    await sendReport(site.db, {
      ...{ ...facts, hostname: 'gentoo.example.com', os: 'Gentoo Linux', kernel: '6.6.35-gentoo' },
      packages: [python],
      repos: [{ type: 'gentoo', name: 'gentoo', id: 'gentoo', priority: 0, urls: [`${server.url}/gentoo`] }],
    })
    expect(await refresh(site.db)).toMatchObject({ changed: 3, failed: 0 })
    await updateHosts({ db: site.db, clock: () => now, log: silentLog })
    for (const [host, name, candidate, why] of [
      ['arch', 'linux', '6.9.7.arch1-1', 'core'],
      ['alpine', 'musl', '1.2.5-r1', 'main'],
      ['gentoo', 'dev-lang/python', '3.11.9-r1:3.11', 'best visible version in slot 3.11'],
    ] as const) {
      const { page, complaints } = await visit(browser, site, `/hosts/${host}.example.com?tab=updates`)
      const row = page.getByRole('row').filter({ hasText: candidate.split('-')[0] as string })
      await row.first().waitFor()
      expect(await row.first().innerText()).toContain(name)
      await page.getByRole('button', { name: `Why ${name}?` }).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByText(why).first().waitFor()
      expect(await drawer.innerText()).toContain(candidate)
      expect(complaints).toEqual([])
      await page.context().close()
    }
  })
})

function serveRepositories(): void {
  const desc = '%NAME%\nlinux\n\n%VERSION%\n6.9.7.arch1-1\n\n%ARCH%\nx86_64\n\n'
  server.on('/core/os/x86_64/core.db', gzipSync(makeTar({ 'linux-6.9.7.arch1-1/desc': desc })))
  const index = makeTar({ APKINDEX: 'P:musl\nV:1.2.5-r1\nA:x86_64\n\n' })
  server.on('/alpine/v3.20/main/x86_64/APKINDEX.tar.gz', gzipSync(index))
  const tree = gzipSync(makeTar({ 'metadata/md5-cache/dev-lang/python-3.11.9-r1': 'KEYWORDS=amd64\nSLOT=3.11\n' }))
  const sum = createHash('md5').update(tree).digest('hex')
  server.on('/gentoo/snapshots/gentoo-latest.tar.xz', tree)
  server.on('/gentoo/snapshots/gentoo-latest.tar.xz.md5sum', `${sum}  gentoo-20261122.tar.xz\n`)
}

function toPackage(type: string, name: string, version: string, release: string, arch: string) {
  return { type, name, epoch: '', version, release, arch }
}
