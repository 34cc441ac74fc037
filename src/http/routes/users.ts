import { toUser } from '../../api/answers/users.ts'
import { IdParams, NoContent } from '../../api/schemas/common.ts'
import {
  CreatedUser,
  NewUser,
  PasswordReset,
  PasswordResetDone,
  User,
  UserChange,
  UserList,
} from '../../api/schemas/users.ts'
import { changeUser, createUser, removeUser, resetPassword } from '../../auth/user-service.ts'
import { listUsers } from '../../db/users.ts'
import type { App, RouteDeps } from '../app.ts'

/** People who may log in; for administrators only. */
export function userRoutes(app: App, { db, clock }: RouteDeps): void {
  const config = { access: 'admin' } as const
  const about = <S extends object>(operationId: string, summary: string, rest: S) => ({
    config,
    schema: { operationId, tags: ['access'], summary, ...rest },
  })

  app.get('/users', about('listUsers', 'Users, by name', { response: { 200: UserList } }), async () => ({
    items: (await listUsers(db)).map(toUser),
  }))

  app.post(
    '/users',
    about('createUser', 'Make a user; a password that is not given is generated, and shown only now', {
      body: NewUser,
      response: { 201: CreatedUser },
    }),
    async ({ body }, reply) => {
      const { user, generatedPassword = '' } = await createUser(db, body, clock())
      return reply.code(201).send({ ...toUser(user), generated_password: generatedPassword })
    },
  )

  app.patch(
    '/users/:id',
    about('changeUser', 'Give a user another role, disable or enable', {
      params: IdParams,
      body: UserChange,
      response: { 200: User },
    }),
    async ({ params, body }) => toUser(await changeUser(db, params, body, clock())),
  )

  app.put(
    '/users/:id/password',
    about('resetPassword', 'Another password; the sessions of the user end', {
      params: IdParams,
      body: PasswordReset,
      response: { 200: PasswordResetDone },
    }),
    async ({ params, body }) => ({ generated_password: (await resetPassword(db, params, body.password)) ?? '' }),
  )

  app.delete(
    '/users/:id',
    about('deleteUser', 'Delete a user', { params: IdParams, response: { 204: NoContent } }),
    async ({ params }, reply) => {
      await removeUser(db, params)
      return reply.code(204).send(null)
    },
  )
}
