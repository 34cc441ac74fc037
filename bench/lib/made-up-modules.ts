import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const BYTES = 10_000_000

/** A made-up modules.yaml of 10 MB, of the shape of Red Hat's; kept in the temporary folder. */
export function getModules(): string {
  const folder = join(tmpdir(), 'patchman-bench')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'made-up-modules-1.yaml')
  if (existsSync(file)) return file
  const documents: string[] = []
  for (let i = 0, length = 0; length < BYTES; i++) {
    const document = toDocument(i)
    documents.push(document)
    length += document.length
  }
  writeFileSync(file, documents.join(''))
  return file
}

function toDocument(i: number): string {
  const name = `module${i % 60}`
  const release = `${1 + (i % 9)}.module+el8.${i % 10}.0+${1000 + i}+0a1b2c3d`
  const lines = (count: number, line: (k: number) => string) =>
    Array.from({ length: count }, (_, k) => line(k)).join('\n')
  return `---
document: modulemd
version: 2
data:
  name: ${name}
  stream: ${i % 7}.${(i % 4) * 10}
  version: 80${10_000_000_000_000 + i}
  context: ${(0xa0000000 + i).toString(16)}
  arch: x86_64
  summary: A module that was made up for measuring
  description: >-
    It has some sentences and words as others have, so that a file of such modules has the size of a real one.
  license:
    module:
    - MIT
  dependencies:
  - buildrequires:
      platform: [el8.${i % 10}.0]
    requires:
      platform: [el8]
  profiles:
    common:
      rpms:
      - ${name}
  api:
    rpms:
${lines(10, (k) => `    - ${name}-part${k}`)}
  components:
    rpms:
${lines(20, (k) => `      ${name}-part${k}:\n        rationale: Needed by ${name}.\n        ref: stream-${i % 7}\n        arches: [aarch64, x86_64]`)}
  artifacts:
    rpms:
${lines(60, (k) => `    - ${name}-part${k >> 1}-0:${i % 7}.${k}.1-${release}.${k % 3 === 0 ? 'src' : 'x86_64'}`)}
...
`
}
