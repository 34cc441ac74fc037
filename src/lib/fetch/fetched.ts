export interface GetOptions {
  /** Validators of what is stored already: an answer may then be `not-modified`. */
  etag?: string
  lastModified?: string
  maxBytes?: number
  timeoutMs?: number
  signal?: AbortSignal
}

export type Fetched =
  | { status: 'not-modified' }
  | {
      status: 'ok'
      /** Where it came from after redirects. */
      url: string
      /** As sent: not decoded. Read it to its end or leave its loop, or the connection stays taken. */
      body: AsyncGenerator<Buffer, void>
      /** '' where the server sends none. */
      etag: string
      lastModified: string
      contentType: string
    }
