import type { App } from './app.ts'

const LOOK_EVERY_MS = 50

/**
 * Closing waits for the requests in flight, and then not for their connections, which their clients would keep
 * open for more requests.
 */
export function registerGracefulClose(app: App): void {
  app.addHook('preClose', async () => {
    const timer = setInterval(() => app.server.closeIdleConnections(), LOOK_EVERY_MS)
    timer.unref()
    app.server.once('close', () => clearInterval(timer))
  })
}
