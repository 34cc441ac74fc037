import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'
import { sessionQuery } from './session.ts'

/** Data is shown at once from memory and refetched when older than ten seconds; a lost session asks to log in. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const lost = error instanceof ApiProblem && error.status === 401
        if (lost && query.queryKey[0] !== 'session') void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      },
    }),
    defaultOptions: { queries: { staleTime: 10_000, retry: isWorthRetrying } },
  })
  return client
}

/** An answer that says no will say no again; a server that restarts answers in a moment. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  return failures < 2 && !(error instanceof ApiProblem && error.status < 500)
}
