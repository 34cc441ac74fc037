/** A version of a report or an index without the slot that is in the place of the epoch. */
export function withoutSlot(version: string): string {
  return version.slice(version.lastIndexOf(':') + 1)
}

/** As portage writes it: `3.11.9-r1:3.11`; slot 0 is not written. */
export function showVersion(version: string): string {
  const slot = slotOf(version)
  return slot === '0' ? withoutSlot(version) : `${withoutSlot(version)}:${slot}`
}

/** The slot, without its sub-slot: PMS 7.2. Most packages have slot 0, which is not written. */
export function slotOf(version: string): string {
  const [slot = ''] = version.slice(0, Math.max(0, version.lastIndexOf(':'))).split('/')
  return slot === '' ? '0' : slot
}
