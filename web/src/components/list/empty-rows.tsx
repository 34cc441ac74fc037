import { Button } from '@mantine/core'
import { EmptyState } from '../state/empty-state.tsx'

/** Nothing matches the filter: the way back is one click. */
export function EmptyRows({ noun, reset }: { noun: string; reset: () => void }) {
  return (
    <EmptyState title={`No ${noun} match`} text="Take a filter away or search for something else.">
      <Button size="xs" variant="default" onClick={reset}>
        Reset filters
      </Button>
    </EmptyState>
  )
}
