import type { App, RouteDeps } from '../app.ts'
import { pending } from '../pending.ts'
import { IdParams } from '../schemas/common.ts'
import {
  NameParams,
  Package,
  PackageFacets,
  PackageListQuery,
  PackagePage,
  PackageVersionDetail,
  PackageVersionListQuery,
  PackageVersionPage,
} from '../schemas/packages.ts'

export function packageRoutes(app: App, _deps: RouteDeps): void {
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
    pending,
  )

  app.get(
    '/packages/facets',
    {
      schema: {
        operationId: 'listPackageFacets',
        tags: ['packages'],
        summary: 'Families and architectures',
        response: { 200: PackageFacets },
      },
    },
    pending,
  )

  app.get(
    '/packages/:name',
    {
      schema: {
        operationId: 'getPackage',
        tags: ['packages'],
        summary: 'A name with all its versions',
        params: NameParams,
        response: { 200: Package },
      },
    },
    pending,
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
    pending,
  )

  app.get(
    '/package-versions/:id',
    {
      schema: {
        operationId: 'getPackageVersion',
        tags: ['packages'],
        summary: 'A package version',
        params: IdParams,
        response: { 200: PackageVersionDetail },
      },
    },
    pending,
  )
}
