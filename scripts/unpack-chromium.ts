import { execFileSync } from 'node:child_process'
import { chmodSync, createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

/** Unpacks the headless Chromium of the npm package, and the libraries that a bare machine lacks. */
const folder = process.argv[2] ?? ''
const packed = join(folder, 'node_modules/@sparticuz/chromium/bin')

await unpack('chromium.br', 'chromium')
chmodSync(join(folder, 'chromium'), 0o755)
for (const [archive, target] of [
  ['al2023.tar.br', '.'],
  ['fonts.tar.br', '.'],
  ['swiftshader.tar.br', '.'],
] as const) {
  await unpack(archive, 'archive.tar')
  mkdirSync(join(folder, target), { recursive: true })
  execFileSync('tar', ['-xf', join(folder, 'archive.tar'), '-C', join(folder, target)])
}

function unpack(from: string, to: string): Promise<void> {
  return pipeline(createReadStream(join(packed, from)), createBrotliDecompress(), createWriteStream(join(folder, to)))
}
