import { createSpotlight } from '@mantine/spotlight'

export const [spotlightStore, spotlight] = createSpotlight()

export function openSpotlight(): void {
  spotlight.open()
}

/** Marks the first row, as the library does while one types: rows that arrive later would be unmarked. */
export function selectFirst(): void {
  const { listId } = spotlightStore.getState()
  const rows = document.getElementById(listId)?.querySelectorAll('[data-action]') ?? []
  for (const [i, row] of rows.entries()) row.toggleAttribute('data-selected', i === 0)
  spotlightStore.updateState((state) => ({ ...state, selected: 0 }))
}
