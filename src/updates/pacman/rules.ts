import type { UpdateRules } from '../rules.ts'
import { findChanges, toUpdate } from './changes.ts'
import { explainLine } from './explain.ts'

/** What `pacman -Qu` lists: pacman(8), pacman.conf(5). */
export const pacmanRules: UpdateRules = {
  name: 'pacman',
  together: false,
  findChanges,
  toUpdate,
  explainLine,
  nativeArch: (machine) => machine,
}
