/** Who asks. */
export type Caller =
  | { kind: 'anonymous' }
  | { kind: 'user'; id: number; name: string; isAdmin: boolean; session: CallerSession | undefined }
  | { kind: 'key'; id: number; scope: KeyScope }

/** Set where the user came with a cookie instead of a password. */
export interface CallerSession {
  tokenHash: string
  csrfToken: string
}

/** What an API key may do: send reports, also read, also write. */
export type KeyScope = 'report' | 'read' | 'write'

export const ANONYMOUS: Caller = { kind: 'anonymous' }
