import { Type } from 'typebox'
import { Count, FacetValue, Flag, listQuery, named, PageOf, Reference, Text, Values } from './common.ts'

export const PackageSummary = named('PackageSummary', {
  name: Type.String(),
  category: Type.String({ description: "Gentoo's, separated by commas where several have the name; '' elsewhere" }),
  type: Type.String({ description: 'package families that have the name, separated by commas' }),
  versions: Count,
  hosts: Count,
  repositories: Count,
})
export const PackageListQuery = listQuery(['name', 'versions', 'hosts'], {
  type: Values('deb, rpm, arch, gentoo or apk'),
  arch: Values('architecture of some version'),
  installed: Flag('installed on some host'),
})
export const PackagePage = PageOf(PackageSummary)

export const PackageVersion = named('PackageVersion', {
  id: Type.Integer(),
  name: Type.String(),
  category: Type.String({ description: "Gentoo's; '' elsewhere" }),
  epoch: Type.String(),
  version: Type.String(),
  release: Type.String(),
  full_version: Type.String(),
  arch: Type.String(),
  type: Type.String(),
  source: Type.String(),
  hosts: Count,
  repositories: Count,
})
export const PackageVersionListQuery = listQuery(['name', 'version', 'hosts'], {
  name: Text('exact name'),
  type: Values('deb, rpm, arch, gentoo or apk'),
  arch: Values('architecture'),
  installed: Flag('installed on some host'),
  available: Flag('offered by some enabled repository'),
  orphaned: Flag('on no host and in no repository'),
  repository: Text('id of a repository that offers it'),
  erratum: Text('name of an erratum that it fixes'),
  fixes_errata: Flag('fixes some erratum'),
})
export const RepositoryPackageQuery = listQuery(['name', 'version', 'hosts'], {
  type: Values('deb, rpm, arch, gentoo or apk'),
  arch: Values('architecture'),
  installed: Flag('installed on some host'),
})
export const PackageVersionPage = PageOf(PackageVersion)
export const PackageFacets = named('PackageFacets', { type: Type.Array(FacetValue), arch: Type.Array(FacetValue) })

export const NameParams = Type.Object({ name: Type.String({ maxLength: 255 }) })
export const Package = named('Package', { name: Type.String(), hosts: Count, versions: Type.Array(PackageVersion) })
export const PackageVersionDetail = named('PackageVersionDetail', {
  ...PackageVersion.properties,
  repositories: Count,
  available_from: Type.Array(Reference),
})
