import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { api, setCsrfToken, unwrap } from './client.ts'

/** Who is logged in, and the token for writes. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await unwrap(api.GET('/session'))
    setCsrfToken(session.csrf_token)
    return session
  },
  staleTime: 5 * 60_000,
})

export function useSession() {
  return useQuery(sessionQuery).data
}

/** False for anonymous readers and for viewers: the interface offers them no actions. */
export function useCanWrite(): boolean {
  const user = useSession()?.user
  return user != null && user.role !== 'viewer'
}

export async function logIn(queries: QueryClient, username: string, password: string): Promise<void> {
  const { csrf_token } = await unwrap(api.POST('/session', { body: { username, password } }))
  setCsrfToken(csrf_token)
  queries.clear()
  await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
}

export async function logOut(queries: QueryClient): Promise<void> {
  await unwrap(api.DELETE('/session'))
  setCsrfToken('')
  queries.clear()
}
