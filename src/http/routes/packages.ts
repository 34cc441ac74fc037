import { toPackageSummary, toPackageVersion } from '../../api/answers/packages.ts'
import { IdParams } from '../../api/schemas/common.ts'
import {
  NameParams,
  Package,
  PackageFacets,
  PackageListQuery,
  PackagePage,
  PackageVersionDetail,
  PackageVersionListQuery,
  PackageVersionPage,
} from '../../api/schemas/packages.ts'
import { listPackageFacets } from '../../db/package-facets.ts'
import { getPackageName, listPackages } from '../../db/package-list.ts'
import {
  getPackageVersion,
  listPackageVersions,
  listReposOfPackage,
  listVersionsOfName,
} from '../../db/package-version-list.ts'
import { notFound } from '../../lib/problem.ts'
import type { App, RouteDeps } from '../app.ts'

export function packageRoutes(app: App, { db }: RouteDeps): void {
  app.get(
    '/packages',
    {
      schema: {
        operationId: 'listPackages',
        tags: ['packages'],
        summary: 'Packages by name',
        querystring: PackageListQuery,
        response: { 200: PackagePage },
      },
    },
    async ({ query }) => {
      const page = await listPackages(db, query)
      return { ...page, items: page.items.map(toPackageSummary) }
    },
  )

  app.get(
    '/packages/facets',
    {
      schema: {
        operationId: 'listPackageFacets',
        tags: ['packages'],
        summary: 'Families and architectures with their numbers of package versions',
        response: { 200: PackageFacets },
      },
    },
    () => listPackageFacets(db),
  )

  app.get(
    '/packages/:name',
    {
      schema: {
        operationId: 'getPackage',
        tags: ['packages'],
        summary: 'A name with all its versions, newest first',
        params: NameParams,
        response: { 200: Package },
      },
    },
    async ({ params: { name } }) => {
      const known = await getPackageName(db, name)
      if (!known) throw notFound('package', name)
      return { name, hosts: known.hosts, versions: (await listVersionsOfName(db, name)).map(toPackageVersion) }
    },
  )

  app.get(
    '/package-versions',
    {
      schema: {
        operationId: 'listPackageVersions',
        tags: ['packages'],
        summary: 'Package versions',
        querystring: PackageVersionListQuery,
        response: { 200: PackageVersionPage },
      },
    },
    async ({ query }) => {
      const page = await listPackageVersions(db, query)
      return { ...page, items: page.items.map(toPackageVersion) }
    },
  )

  app.get(
    '/package-versions/:id',
    {
      schema: {
        operationId: 'getPackageVersion',
        tags: ['packages'],
        summary: 'A package version, with the repositories that offer it',
        params: IdParams,
        response: { 200: PackageVersionDetail },
      },
    },
    async ({ params: { id } }) => {
      const row = await getPackageVersion(db, id)
      if (!row) throw notFound('package version', id)
      return { ...toPackageVersion(row), available_from: await listReposOfPackage(db, id) }
    },
  )
}
