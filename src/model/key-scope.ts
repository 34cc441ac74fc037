/** What an API key may do: send reports; also read; also write. */
export type KeyScope = 'report' | 'read' | 'write'
