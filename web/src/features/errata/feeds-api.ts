import { api, toQuery, unwrap } from '../../api/client.ts'

export const listFeeds = async (query: Record<string, string>) =>
  (await unwrap(api.GET('/feeds', { params: { query: toQuery(query) } }))).items
export const getFeed = (name: string) => unwrap(api.GET('/feeds/{name}', { params: { path: { name } } }))

/** Reads these sources again, all where none is named. */
export const readFeeds = (subject = '') => unwrap(api.POST('/jobs', { body: { kind: 'refresh-feeds', subject } }))
