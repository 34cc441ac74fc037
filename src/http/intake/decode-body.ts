import { promisify } from 'node:util'
import { gunzip, type ZlibOptions, type ZstdOptions, zstdDecompress } from 'node:zlib'
import { Problem } from '../../lib/problem.ts'

/** The body without its Content-Encoding, never more than `maxBytes`: 413; 415 for an unknown encoding. */
export async function decodeBody(body: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  try {
    switch (encoding.trim().toLowerCase()) {
      case '':
      case 'identity':
        return body
      case 'gzip':
      case 'x-gzip':
        return await promisify<Buffer, ZlibOptions, Buffer>(gunzip)(body, { maxOutputLength: maxBytes })
      case 'zstd':
        return await decodeZstd(body, maxBytes)
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes)
    throw new Problem(400, 'broken-encoding', `The body is not valid ${encoding}.`)
  }
  throw new Problem(415, 'unsupported-encoding', `Unsupported content encoding "${encoding}" in request.`)
}

export function tooLarge(maxBytes: number): Problem {
  return new Problem(413, 'body-too-large', `The body is larger than ${maxBytes} bytes.`)
}

interface ZstdFrame {
  buffer: Buffer
  /** Of the input. */
  bytesRead: number
}

/** A zstd body may be several frames one after the other; the library stops after the first. */
async function decodeZstd(body: Buffer, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let left = maxBytes
  for (let at = 0; at < body.length; ) {
    const { buffer, bytesRead } = await decodeFrame(body.subarray(at), Math.max(left, 1))
    if (bytesRead === 0) throw new Error('no frame')
    if (buffer.length > left) throw tooLarge(maxBytes)
    parts.push(buffer)
    left -= buffer.length
    at += bytesRead
  }
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
}

function decodeFrame(body: Buffer, maxOutputLength: number): Promise<ZstdFrame> {
  return new Promise((resolve, reject) => {
    const options: ZstdOptions = { maxOutputLength, info: true }
    zstdDecompress(body, options, (error, result) => {
      if (error) return reject(error)
      const { buffer, engine } = result as unknown as { buffer: Buffer; engine: { bytesWritten: number } }
      resolve({ buffer, bytesRead: engine.bytesWritten })
    })
  })
}
