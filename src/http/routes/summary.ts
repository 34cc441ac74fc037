import type { App, RouteDeps } from '../app.ts'
import { pending } from '../pending.ts'
import { IssueList, SearchQuery, SearchResults, Summary } from '../schemas/summary.ts'

export function summaryRoutes(app: App, _deps: RouteDeps): void {
  app.get(
    '/summary',
    { schema: { operationId: 'getSummary', tags: ['overview'], summary: 'The dashboard', response: { 200: Summary } } },
    pending,
  )

  app.get(
    '/issues',
    {
      schema: {
        operationId: 'listIssues',
        tags: ['overview'],
        summary: 'What needs attention',
        response: { 200: IssueList },
      },
    },
    pending,
  )

  app.get(
    '/search',
    {
      schema: {
        operationId: 'search',
        tags: ['overview'],
        summary: 'Finds anything by name',
        querystring: SearchQuery,
        response: { 200: SearchResults },
      },
    },
    pending,
  )
}
