import { Type } from 'typebox'
import { Count, Flag, listQuery, named, PageOf, Reference, Text, Values } from './common.ts'

/** What makes a build of a module one and the same. */
export const MODULE_BUILD = {
  id: Type.String({ description: 'name:stream:version:context:arch' }),
  name: Type.String(),
  stream: Type.String(),
  version: Type.String(),
  context: Type.String(),
  arch: Type.String(),
}

export const Module = named('Module', {
  ...MODULE_BUILD,
  summary: Type.String(),
  default: Type.Boolean({ description: 'its stream is active where a host chose none' }),
  repositories: Count,
  packages: Count,
  hosts: Count,
})

export const ModuleListQuery = listQuery(['name', 'version', 'packages', 'hosts'], {
  name: Text('exact name'),
  stream: Text('exact stream'),
  arch: Values('architecture'),
  installed: Flag('active on some host'),
  available: Flag('described by some enabled repository'),
  repository: Text('id of a repository that describes it'),
  host: Text('name of a host where it is active'),
})
export const ModulePage = PageOf(Module)

export const ModuleParams = Type.Object({ id: Type.String({ maxLength: 300 }) })

export const ModulePackage = named('ModulePackage', {
  id: Type.Integer(),
  name: Type.String(),
  full_version: Type.String(),
  arch: Type.String(),
  hosts: Count,
})

export const ModuleDetail = named('ModuleDetail', {
  ...Module.properties,
  available_from: Type.Array(Reference),
  package_list: Type.Array(ModulePackage, { description: 'what belongs to it; it need not be in the repository' }),
})
