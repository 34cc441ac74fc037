import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { CaptureServer } from './capture-server.ts'
import { FakeHost } from './fake-host.ts'

export interface HostAndServer<H extends FakeHost = FakeHost> {
  host: H
  server: CaptureServer
}

/** A fresh host for each test of the file, and one server that forgets between them. */
export function hostAndServer(): HostAndServer
export function hostAndServer<H extends FakeHost>(make: () => H): HostAndServer<H>
export function hostAndServer(make = () => new FakeHost()): HostAndServer {
  const context = { host: undefined as unknown as FakeHost, server: new CaptureServer() }
  beforeAll(() => context.server.start())
  afterAll(() => context.server.stop())
  beforeEach(() => {
    context.host = make()
    context.server.reset()
  })
  afterEach(() => context.host.remove())
  return context
}
