import { api, unwrap } from '../../api/client.ts'
import type { Role } from './roles.ts'

export const listUsers = async () => (await unwrap(api.GET('/users'))).items
export const createUser = (body: { name: string; role: Role }) => unwrap(api.POST('/users', { body }))
export const changeUser = (id: number, body: { role?: Role; disabled?: boolean }) =>
  unwrap(api.PATCH('/users/{id}', { params: { path: { id } }, body }))
export const resetPassword = (id: number) =>
  unwrap(api.PUT('/users/{id}/password', { params: { path: { id } }, body: {} }))
export const deleteUser = (id: number) => unwrap(api.DELETE('/users/{id}', { params: { path: { id } } }))
