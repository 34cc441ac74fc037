import { Type } from 'typebox'
import { Count, Flag, listQuery, named, PageOf, Reference, Text, Values } from './common.ts'

export const Update = named('Update', {
  id: Type.Integer(),
  name: Type.String(),
  category: Type.String({ description: "Gentoo's; '' elsewhere" }),
  arch: Type.String(),
  installed: Type.String(),
  installed_id: Type.Integer(),
  candidate: Type.String(),
  candidate_id: Type.Integer(),
  type: Type.String(),
  hosts: Count,
  security_hosts: Count,
  security: Type.Boolean({ description: 'a security update on some host' }),
})
export const UpdateListQuery = listQuery(['hosts', 'security_hosts', 'name'], {
  security: Flag('a security update on some host, or on none'),
  type: Values('deb, rpm, arch, gentoo or apk'),
  name: Text('exact package name'),
})
export const UpdatePage = PageOf(Update)
export const UpdateDetail = named('UpdateDetail', {
  ...Update.properties,
  repositories: Type.Array(Reference, { description: 'that offer the candidate' }),
  reasons: Type.Array(Type.Object({ reason: Type.String(), hosts: Count })),
})
