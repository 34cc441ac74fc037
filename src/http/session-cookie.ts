import type { FastifyReply } from 'fastify'
import { SESSION_MS } from '../auth/session-service.ts'

export const SESSION_COOKIE = 'patchman_session'

/** Out of reach of scripts and of other sites' forms; only over https where the browser speaks it. */
export function setSessionCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: SESSION_MS / 1000,
  })
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, { path: '/' })
}
