import type { KeyScope } from '../model/key-scope.ts'
import type { UserRole } from '../model/user-role.ts'

/** Who asks. */
export type Caller =
  | { kind: 'anonymous' }
  | { kind: 'user'; id: number; name: string; role: UserRole; session: CallerSession | undefined }
  | { kind: 'key'; id: number; scope: KeyScope }

/** Set where the user came with a cookie instead of a password. */
export interface CallerSession {
  tokenHash: string
  csrfToken: string
}

export const ANONYMOUS: Caller = { kind: 'anonymous' }
