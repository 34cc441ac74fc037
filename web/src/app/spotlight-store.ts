import { createSpotlight } from '@mantine/spotlight'

export const [spotlightStore, spotlight] = createSpotlight()

export function openSpotlight(): void {
  spotlight.open()
}
