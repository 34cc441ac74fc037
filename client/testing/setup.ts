import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { CaptureServer } from './capture-server.ts'
import { FakeHost } from './fake-host.ts'

/** A fresh host for each test of the file, and one server that forgets between them. */
export function hostAndServer(): { host: FakeHost; server: CaptureServer } {
  const context = { host: undefined as unknown as FakeHost, server: new CaptureServer() }
  beforeAll(() => context.server.start())
  afterAll(() => context.server.stop())
  beforeEach(() => {
    context.host = new FakeHost()
    context.server.reset()
  })
  afterEach(() => context.host.remove())
  return context
}
