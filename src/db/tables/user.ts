import type { Generated } from 'kysely'
import type { KeyScope } from '../../model/key-scope.ts'
import type { UserRole } from '../../model/user-role.ts'

export interface UserAccountTable {
  id: Generated<number>
  name: string
  /** argon2id, PHC string. */
  password_hash: string
  role: UserRole
  created_at: number
  /** The start of the last session; scripts that send a password each time do not count. */
  last_login_at: Generated<number>
  /** 0: may log in. */
  disabled_at: Generated<number>
}

export interface SessionTable {
  /** SHA-256 of the cookie's token, hex. */
  token_hash: string
  user_id: number
  csrf_token: string
  created_at: number
  expires_at: number
}

/** Throttling: one row for each user name and each address that failed lately. */
export interface LoginFailureTable {
  subject: string
  count: number
  last_at: number
}

export interface ApiKeyTable {
  id: Generated<number>
  name: string
  /** The first characters of the key, shown in lists. */
  prefix: string
  /** SHA-256 of the whole key, hex (the key has 256 random bits: no slow hash is needed). */
  hash: string
  scope: KeyScope
  created_at: number
  last_used_at: number
  revoked_at: number
}
