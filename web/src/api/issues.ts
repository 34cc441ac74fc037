import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from './client.ts'

export const issuesQuery = queryOptions({
  queryKey: ['issues'],
  queryFn: async () => (await unwrap(api.GET('/issues'))).items,
  staleTime: 30_000,
})
