import { toFeed } from '../../api/answers/feeds.ts'
import { FeedDetail, FeedList, FeedListQuery } from '../../api/schemas/feeds.ts'
import { NameParams } from '../../api/schemas/packages.ts'
import { findFeed, listFeedRejects, listFeeds } from '../../db/feed-list.ts'
import { notFound } from '../../lib/problem.ts'
import type { App, RouteDeps } from '../app.ts'

export function feedRoutes(app: App, { db }: RouteDeps): void {
  app.get(
    '/feeds',
    {
      schema: {
        operationId: 'listFeeds',
        tags: ['errata'],
        summary: 'What errata and CVEs are read from, how old it is, and what fails',
        querystring: FeedListQuery,
        response: { 200: FeedList },
      },
    },
    async ({ query }) => ({ items: (await listFeeds(db, query)).map(toFeed) }),
  )

  app.get(
    '/feeds/:name',
    {
      schema: {
        operationId: 'getFeed',
        tags: ['errata'],
        summary: 'A feed, with what of it could not be used',
        params: NameParams,
        response: { 200: FeedDetail },
      },
    },
    async ({ params: { name } }) => {
      const row = await findFeed(db, name)
      if (!row) throw notFound('feed', name)
      return { ...toFeed(row), reject_items: await listFeedRejects(db, row) }
    },
  )
}
