import { Type } from 'typebox'
import { USER_ROLES } from '../../model/user-role.ts'
import { Id, ItemsOf, named, Time } from './common.ts'

const Role = Type.Enum([...USER_ROLES], {
  description: 'viewer reads, editor also changes data, admin also manages users and keys',
})
const NewPassword = Type.String({ minLength: 8, maxLength: 1000 })

export const User = named('User', {
  id: Id,
  name: Type.String(),
  role: Role,
  disabled: Type.Boolean(),
  created_at: Time,
  last_login_at: Time,
})
export const UserList = ItemsOf(User)

export const NewUser = named('NewUser', {
  name: Type.String({ minLength: 1, maxLength: 150, pattern: '^[^\\s:]+$', description: 'without blanks and colons' }),
  role: Role,
  password: Type.Optional(NewPassword),
})

const Generated = Type.String({ description: "where none was given: shown only now; else ''" })
export const CreatedUser = named('CreatedUser', { ...User.properties, generated_password: Generated })

export const UserChange = named('UserChange', { role: Type.Optional(Role), disabled: Type.Optional(Type.Boolean()) })

export const PasswordReset = named('PasswordReset', { password: Type.Optional(NewPassword) })
export const PasswordResetDone = named('PasswordResetDone', { generated_password: Generated })
