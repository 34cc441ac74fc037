import { createHmac, randomBytes } from 'node:crypto'

const KEEP_MS = 300_000
const MOST = 1000

/**
 * Remembers which credentials were right, so that a script's hundred requests cost one argon2. It holds no
 * password: only a MAC, under a key of this process, of name, password and the user's stored hash; so a changed
 * password is not remembered. Equal attempts at the same time share one verification. Failures are not kept.
 */
export class VerifiedCredentials {
  readonly #key = randomBytes(32)
  readonly #until = new Map<string, number>()
  readonly #running = new Map<string, Promise<boolean>>()

  async check(parts: [name: string, password: string, phc: string], now: number, verify: () => Promise<boolean>) {
    const mac = createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest('base64')
    if ((this.#until.get(mac) ?? 0) > now) return true
    const running = this.#running.get(mac)
    if (running) return running
    const fresh = verify().finally(() => this.#running.delete(mac))
    this.#running.set(mac, fresh)
    const isRight = await fresh
    if (isRight) this.#remember(mac, now)
    return isRight
  }

  #remember(mac: string, now: number): void {
    if (this.#until.size >= MOST) this.#until.delete(this.#until.keys().next().value ?? '')
    this.#until.set(mac, now + KEEP_MS)
  }
}
