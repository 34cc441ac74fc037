import { Button } from '@mantine/core'
import { ApiProblem } from '../../api/problem.ts'
import { EmptyState } from './empty-state.tsx'

/** What happened, what it means for the data on the page, and what to do. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { title, text } = explain(error)
  const mayChange = !(error instanceof ApiProblem) || error.status !== 404
  return (
    <div role="alert">
      <EmptyState title={title} text={text}>
        {retry && mayChange && (
          <Button size="xs" variant="default" onClick={retry}>
            Try again
          </Button>
        )}
      </EmptyState>
    </div>
  )
}

function explain(error: unknown): { title: string; text: string } {
  if (!(error instanceof ApiProblem)) {
    return {
      title: 'The server does not answer',
      text: 'Nothing is lost: hosts send their reports again. Check that patchman serve is running and reachable from here.',
    }
  }
  if (error.status === 404) {
    return { title: 'This does not exist', text: `${error.message} It may have been deleted since the link was made.` }
  }
  if (error.status === 403) return { title: 'Not allowed', text: error.message }
  return {
    title: 'This could not be loaded',
    text: `${error.message} The server's log says more; the data itself is not changed.`,
  }
}
