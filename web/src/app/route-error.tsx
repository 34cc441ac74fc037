import type { ErrorComponentProps } from '@tanstack/react-router'
import { ApiProblem } from '../api/problem.ts'
import { EmptyState } from '../components/state/empty-state.tsx'
import { ErrorState } from '../components/state/error-state.tsx'

/** A page that failed to load or to draw; the rest of the interface goes on. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  if (error instanceof ApiProblem) return <ErrorState error={error} retry={reset} />
  return (
    <div role="alert">
      <EmptyState
        title="This page stopped working"
        text={`${error instanceof Error ? error.message : String(error)} The data is not affected. After an upgrade of the server, reloading fetches the new pages.`}
      >
        <button type="button" className="link" onClick={() => location.reload()}>
          Reload
        </button>
      </EmptyState>
    </div>
  )
}
