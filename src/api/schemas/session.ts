import { Type } from 'typebox'
import { USER_ROLES } from '../../model/user-role.ts'
import { Id, ItemsOf, named, Time } from './common.ts'

export const SessionUser = named('SessionUser', { name: Type.String(), role: Type.Enum([...USER_ROLES]) })

export const Credentials = named('Credentials', {
  username: Type.String({ maxLength: 150 }),
  password: Type.String({ maxLength: 1000 }),
})

export const SessionStarted = named('SessionStarted', { user: SessionUser, csrf_token: Type.String() })

export const Session = named('Session', {
  user: Type.Union([SessionUser, Type.Null()]),
  csrf_token: Type.String({ description: "sent back as X-CSRF-Token with writes; '' without a session" }),
  anonymous_read: Type.Boolean(),
  version: Type.String(),
})

export const PasswordChange = named('PasswordChange', {
  old: Type.String({ maxLength: 1000 }),
  new: Type.String({ minLength: 8, maxLength: 1000 }),
})

const Scope = Type.Enum(['report', 'read', 'write'])

export const ApiKey = named('ApiKey', {
  id: Id,
  name: Type.String(),
  prefix: Type.String(),
  scope: Scope,
  created_at: Time,
  last_used_at: Time,
  revoked_at: Time,
})

export const NewApiKey = named('NewApiKey', {
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  scope: Type.Optional(Scope),
})

export const CreatedApiKey = named('CreatedApiKey', {
  ...ApiKey.properties,
  key: Type.String({ description: 'the whole key: shown only now' }),
})

export const ApiKeyList = ItemsOf(ApiKey)
