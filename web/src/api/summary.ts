import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from './client.ts'

/** The fleet in one answer; the shell (issues, jobs, newest report) and the dashboard share it. */
export const summaryQuery = queryOptions({
  queryKey: ['summary'],
  queryFn: () => unwrap(api.GET('/summary')),
  refetchInterval: (query) => ((query.state.data?.running_jobs.length ?? 0) > 0 ? 3000 : 30_000),
})
