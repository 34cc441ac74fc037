import { Type } from 'typebox'
import { Flag, Id, listQuery, named, PageOf, Time, Values } from './common.ts'

export const SecurityException = named('SecurityException', {
  id: Type.Integer(),
  kind: Type.Enum(['cve', 'erratum']),
  name: Type.String(),
  scope: Type.Enum(['all', 'hosts', 'tags']),
  hosts: Type.Array(Type.String()),
  tags: Type.Array(Type.String()),
  reason: Type.String(),
  author: Type.String(),
  created_at: Time,
  ends_at: Time,
  ended_at: Time,
  ended_by: Type.String(),
  active: Type.Boolean(),
})
export const ExceptionListQuery = listQuery(['name', 'created_at', 'ends_at', 'author'], {
  kind: Values('cve or erratum'),
  name: Values('exact name'),
  scope: Values('all, hosts or tags'),
  active: Flag('counts now'),
})
export const ExceptionPage = PageOf(SecurityException)
export const NewException = named('NewException', {
  kind: Type.Enum(['cve', 'erratum']),
  name: Type.String({ minLength: 1, maxLength: 255 }),
  reason: Type.String({ minLength: 1, maxLength: 2000 }),
  ends_at: Type.String({ format: 'date-time', description: 'it counts until then' }),
  hosts: Type.Optional(
    Type.Array(Type.String({ maxLength: 255 }), {
      maxItems: 10_000,
      description: 'names; without hosts and tags: all hosts',
    }),
  ),
  tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 255 }), { maxItems: 100 })),
})
export const ExceptionParams = Type.Object({ id: Id })
