import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { Caller } from '../auth/caller.ts'
import type { Logins } from '../auth/login-service.ts'
import type { Db } from '../db/open.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import type { Enqueue } from '../model/job.ts'
import type { Intake } from '../reports/intake-service.ts'

/** The settings that the server heeds; a `Config` has them all. */
export interface HttpSettings {
  requireApiKey: boolean
  requireApiKeyP1: boolean
  /** CIDRs that may report. */
  reportNetworks: string[]
  /** CIDRs whose forwarded headers are believed. */
  trustedProxies: string[]
  anonymousRead: boolean
  daysWithoutReport: number
  /** Weights: what to patch first. */
  priorityExploited: number
  priorityEpss: number
  prioritySeverity: number
  priorityExposure: number
  priorityAge: number
}

export interface ServerDeps {
  db: Db
  settings: HttpSettings
  clock: Clock
  log: Log
  /** Called after a report was committed: wakes a worker. */
  onReport: () => void
  enqueue: Enqueue
  /** Reads and commits reports. */
  intake: Intake
  /** Of the program, shown in the interface. */
  version: string
  /** The folder of the built web interface; '' serves none. */
  webFolder: string
}

/** What routes of the API need. */
export interface RouteDeps extends ServerDeps {
  logins: Logins
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before any handler of the API runs. */
    caller: Caller
    /** The peer's address, or what a trusted proxy says that it is. */
    clientIp: string
    /** Whether the person's browser speaks https to us or to a trusted proxy. */
    isHttps: boolean
    /** The host (and port) that the person's browser shows. */
    publicHost: string
  }
  interface FastifyContextConfig {
    /** What the caller needs; by default `read` for GET and `write` for the rest. */
    access?: Access
  }
}

/** `open`: nothing; `user`: a person or a script with a password; `admin`: such a one who administers. */
export type Access = 'open' | 'read' | 'write' | 'user' | 'admin'
