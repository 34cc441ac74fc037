import { FetchFailure } from '../../lib/fetch/failure.ts'
import type { ModuleDefault, ModuleStream } from '../../model/module.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import { type ModuleDocument, readModuleDocument } from './modulemd.ts'
import { readDocuments } from './yaml-documents.ts'

interface ModulesPart {
  modules: ModuleStream[]
  defaults: ModuleDefault[]
  rejects: Reject[]
}

/**
 * Reads modules.yaml, document by document. One that cannot be used is a reject; so is a stream that came before
 * (the first counts), and each artifact that is no name of a package. Throws a FetchFailure when nothing of the file
 * can be used.
 */
export async function* parseModules(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<ModulesPart, void> {
  const collector = new ModuleCollector(section)
  for await (const text of readDocuments(pieces)) yield collector.add(readModuleDocument(text))
  yield collector.end()
}

class ModuleCollector {
  readonly #section: string
  readonly #seen = new Set<string>()
  readonly #defaults = new Map<string, { stream: string; modified: number }>()
  #position = 0
  #used = 0

  constructor(section: string) {
    this.#section = section
  }

  add(document: ModuleDocument): ModulesPart {
    this.#position++
    const part: ModulesPart = { modules: [], defaults: [], rejects: [] }
    if (document.kind === 'bad') {
      part.rejects.push(this.#reject(document.text, document.reason))
      return part
    }
    this.#used++
    if (document.kind === 'default') this.#addDefault(document)
    if (document.kind === 'stream') this.#addStream(document.module, document.badArtifacts, part)
    return part
  }

  /** The defaults, which a later document can change. */
  end(): ModulesPart {
    if (this.#used === 0 && this.#position > 0) {
      throw new FetchFailure('bad-response', 'no document of the file is one of modules')
    }
    const defaults = [...this.#defaults].map(([name, { stream }]) => ({ name, stream }))
    return { modules: [], defaults: defaults.filter(({ stream }) => stream !== ''), rejects: [] }
  }

  #addStream(module: ModuleStream, badArtifacts: readonly string[], part: ModulesPart): void {
    const called = [module.name, module.stream, module.version, module.context, module.arch].join(':')
    if (this.#seen.has(called)) {
      part.rejects.push(this.#reject(called, 'The same stream came before: the first one counts.'))
      return
    }
    this.#seen.add(called)
    part.modules.push(module)
    for (const text of badArtifacts) {
      part.rejects.push(this.#reject(`${called} ${text}`, 'An artifact of it is not named as a package is.'))
    }
  }

  /** The one that was changed last; of two that say different things at one time none, as libmodulemd has it. */
  #addDefault({ name, stream, modified }: { name: string; stream: string; modified: number }): void {
    const before = this.#defaults.get(name)
    if (!before || modified > before.modified) this.#defaults.set(name, { stream, modified })
    else if (modified === before.modified && stream !== before.stream) before.stream = ''
  }

  #reject(text: string, reason: string): Reject {
    return toReject(this.#section, this.#position, text, reason)
  }
}
