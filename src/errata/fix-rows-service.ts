import type { FixRow } from '../db/errata-set-build.ts'
import type { ErratumFix, FeedErratum } from '../model/feed-erratum.ts'
import { toReject } from '../model/reject.ts'
import { toStorable } from '../model/storable-text.ts'
import type { SetInMaking } from '../repos/build/set-in-making.ts'
import { findNameFault } from '../repos/key-fault.ts'
import { toFixColumns } from './fix-row.ts'

/** Numbers the fixes of a set. */
export class FixRows {
  readonly #set: SetInMaking
  #ordinal: number

  /** `lastOrdinal`: of those that the set has already. */
  constructor(set: SetInMaking, lastOrdinal: number) {
    this.#set = set
    this.#ordinal = lastOrdinal
  }

  toRows({ name: erratum, fixes }: FeedErratum): FixRow[] {
    return fixes.flatMap((fix) => {
      const fault = [fix.name, fix.release || '-', fix.category || '-'].map(findNameFault).find((text) => text !== '')
      if (fault === undefined) return [this.#toRow(fix)]
      this.#set.reject([toReject(this.#set.section, 0, `${erratum}: ${fix.name}`, fault)])
      return []
    })
  }

  #toRow(fix: ErratumFix): FixRow {
    const { of: name_of, type, category, name, release, state, note, arches, module, pocket } = fix
    const ordinal = ++this.#ordinal
    const said = {
      note: toStorable(note, 1000),
      arches: toStorable(arches.join(' '), 1000),
      module: toStorable(module, 511),
      pocket: toStorable(pocket, 100),
    }
    return { ordinal, name_of, type, category, name, release, state, ...said, ...toFixColumns(fix) }
  }
}
