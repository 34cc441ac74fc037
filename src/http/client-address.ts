import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { toNetworks, toPlainAddress } from '../lib/networks.ts'
import type { App } from './app.ts'

/**
 * Sets `clientIp`, `isHttps` and `publicHost`. Headers of proxies are believed only from peers in `trustedProxies`: then the
 * first of X-Forwarded-For, or X-Real-IP, is who asks.
 */
export function registerClientAddress(app: App, trustedProxies: string[]): void {
  const trusted = toNetworks(trustedProxies)
  app.decorateRequest('clientIp', '')
  app.decorateRequest('isHttps', false)
  app.decorateRequest('publicHost', '')
  app.addHook('onRequest', async (request) => {
    const peer = toPlainAddress(request.socket.remoteAddress ?? '')
    const isProxied = trusted.has(peer)
    request.clientIp = (isProxied && findForwardedAddress(request)) || peer
    request.publicHost = (isProxied && first(request, 'x-forwarded-host')) || header(request, 'host')
    request.isHttps = isProxied && first(request, 'x-forwarded-proto').toLowerCase() === 'https'
  })
}

function findForwardedAddress(request: FastifyRequest): string | undefined {
  return [first(request, 'x-forwarded-for'), header(request, 'x-real-ip')]
    .map(toAddress)
    .find((address) => address !== undefined)
}

/** An address, perhaps with a port (`10.0.0.1:80`, `[::1]:80`). */
function toAddress(text: string): string | undefined {
  const trimmed = text.trim()
  const bare = /^\[(.+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/.exec(trimmed)?.[1] ?? trimmed
  const plain = toPlainAddress(bare)
  return isIP(plain) === 0 ? undefined : plain
}

/** Each proxy adds to the list's end: the first is nearest to who asks. */
function first(request: FastifyRequest, name: string): string {
  return header(request, name).split(',')[0]?.trim() ?? ''
}

function header(request: FastifyRequest, name: string): string {
  const value = request.headers[name]
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '')
}
