import { addLoginFailures, deleteLoginFailures, type LoginFailureRow, listLoginFailures } from '../db/login-failures.ts'
import type { Db } from '../db/open.ts'
import { getUser, type UserRow } from '../db/users.ts'
import type { Clock } from '../lib/clock.ts'
import { Problem } from '../lib/problem.ts'
import { isPassword } from './password.ts'
import { ADDRESS_RULE, addressSubject, FORGET_AFTER_MS, USER_RULE, userSubject, waitFor } from './throttle.ts'
import { VerifiedCredentials } from './verified-credentials.ts'

export interface Attempt {
  name: string
  password: string
  /** Where it comes from. */
  ip: string
}

/** Checks names and passwords: throttled for each user and each address, in the database. */
export class Logins {
  readonly #db: Db
  readonly #clock: Clock
  readonly #verified = new VerifiedCredentials()

  constructor(db: Db, clock: Clock) {
    this.#db = db
    this.#clock = clock
  }

  /** The user. Throws a 401 that does not tell which part was wrong (that the user is disabled is told to who knows the password), or a 429 that tells how long to wait. */
  async check(attempt: Attempt): Promise<UserRow> {
    const user = await getUser(this.#db, { name: attempt.name })
    const isRight = await this.#verified.check(
      [attempt.name, attempt.password, user?.password_hash ?? ''],
      this.#clock(),
      () => this.#verify(attempt, user),
    )
    if (!isRight || !user) throw new Problem(401, 'wrong-credentials', 'The user name or the password is wrong.')
    if (user.disabled_at > 0) throw new Problem(401, 'user-disabled', 'An administrator has disabled this user.')
    return user
  }

  /** The attempt counts as failed until it is known to be right: many at once gain nothing. */
  async #verify({ name, password, ip }: Attempt, user: UserRow | undefined): Promise<boolean> {
    const subjects: [string, string] = [userSubject(name), addressSubject(ip)]
    const now = this.#clock()
    const times = { now, forgetBefore: now - FORGET_AFTER_MS }
    const wait = await this.#db.transaction(async (tx) => {
      const wait = longestWait(await listLoginFailures(tx, subjects), subjects, now)
      if (wait === 0) await addLoginFailures(tx, subjects, times)
      return wait
    })
    if (wait > 0) throw tooMany(wait)
    const isRight = await isPassword(password, user?.password_hash)
    if (isRight) await deleteLoginFailures(this.#db, subjects, times.forgetBefore)
    return isRight
  }
}

function longestWait(rows: LoginFailureRow[], [user, address]: [string, string], now: number): number {
  const waitOf = (subject: string, rule: typeof USER_RULE) => {
    const row = rows.find((row) => row.subject === subject)
    return row ? waitFor({ count: row.count, lastAt: row.last_at }, rule, now) : 0
  }
  return Math.max(waitOf(user, USER_RULE), waitOf(address, ADDRESS_RULE))
}

function tooMany(waitMs: number): Problem {
  const seconds = Math.ceil(waitMs / 1000)
  return new Problem(429, 'too-many-attempts', `Too many wrong attempts. Try again in ${seconds} seconds.`, undefined, {
    'retry-after': String(seconds),
  })
}
