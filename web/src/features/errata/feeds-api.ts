import { api, unwrap } from '../../api/client.ts'

export const listFeeds = async () => (await unwrap(api.GET('/feeds'))).items
export const getFeed = (name: string) => unwrap(api.GET('/feeds/{name}', { params: { path: { name } } }))

/** Reads these sources again, all where none is named. */
export const readFeeds = (subject = '') => unwrap(api.POST('/jobs', { body: { kind: 'refresh-feeds', subject } }))
