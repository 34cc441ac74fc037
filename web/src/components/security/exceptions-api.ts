import { api, toQuery, unwrap } from '../../api/client.ts'
import type { Search } from '../search-params.ts'

export type ExceptionKind = 'cve' | 'erratum'

export interface NewException {
  kind: ExceptionKind
  name: string
  reason: string
  ends_at: string
  hosts?: string[]
  tags?: string[]
}

export const listExceptions = (query: Search) => unwrap(api.GET('/exceptions', { params: { query: toQuery(query) } }))
export const createException = (body: NewException) => unwrap(api.POST('/exceptions', { body }))
export const endException = (id: number) => unwrap(api.DELETE('/exceptions/{id}', { params: { path: { id } } }))
