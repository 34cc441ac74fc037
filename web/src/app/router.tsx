import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { parseSearch, type Search, stringifySearch } from '../components/search-params.ts'
import { NotFound } from './not-found.tsx'
import { RouteError } from './route-error.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({
  component: Outlet,
  validateSearch: (search): Search => search as Search,
})
const logIn = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: lazyRouteComponent(() => import('../features/session/log-in-page.tsx'), 'LogInPage'),
})
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })

/** Each page is a chunk of its own, fetched when a link to it is pointed at. */
function page<Path extends string, Module extends Record<string, unknown>>(
  path: Path,
  load: () => Promise<Module>,
  name: keyof Module & string,
) {
  const component = lazyRouteComponent(load as never, name as never)
  return createRoute({ getParentRoute: () => shell, path, component: component as never })
}

const tree = root.addChildren([
  logIn,
  shell.addChildren([
    page('/', () => import('../features/dashboard/dashboard-page.tsx'), 'DashboardPage'),
    page('/hosts', () => import('../features/hosts/hosts-page.tsx'), 'HostsPage'),
    page('/hosts/$hostname', () => import('../features/hosts/host-page.tsx'), 'HostPage'),
    page('/packages', () => import('../features/packages/packages-page.tsx'), 'PackagesPage'),
    page('/packages/$name', () => import('../features/packages/package-page.tsx'), 'PackagePage'),
    page('/package-versions', () => import('../features/packages/versions-page.tsx'), 'VersionsPage'),
    page('/package-versions/$id', () => import('../features/packages/version-page.tsx'), 'VersionPage'),
    page('/modules', () => import('../features/packages/modules-page.tsx'), 'ModulesPage'),
    page('/modules/$id', () => import('../features/packages/module-page.tsx'), 'ModulePage'),
    page('/errata', () => import('../features/errata/errata-page.tsx'), 'ErrataPage'),
    page('/errata/$name', () => import('../features/errata/erratum-page.tsx'), 'ErratumPage'),
    page('/feeds', () => import('../features/errata/feeds-page.tsx'), 'FeedsPage'),
    page('/feeds/$name', () => import('../features/errata/feed-page.tsx'), 'FeedPage'),
    page('/cves', () => import('../features/cves/cves-page.tsx'), 'CvesPage'),
    page('/cves/$name', () => import('../features/cves/cve-page.tsx'), 'CvePage'),
    page('/patch-first', () => import('../features/cves/priority-page.tsx'), 'PriorityPage'),
    page('/cwes', () => import('../features/cves/cwes-page.tsx'), 'CwesPage'),
    page('/cwes/$name', () => import('../features/cves/cwe-page.tsx'), 'CwePage'),
    page('/references', () => import('../features/cves/references-page.tsx'), 'ReferencesPage'),
    page('/exceptions', () => import('../features/cves/exceptions-page.tsx'), 'ExceptionsPage'),
    page('/updates', () => import('../features/updates/updates-page.tsx'), 'UpdatesPage'),
    page('/updates/$id', () => import('../features/updates/update-page.tsx'), 'UpdatePage'),
    page('/repositories', () => import('../features/repositories/repositories-page.tsx'), 'RepositoriesPage'),
    page('/repositories/$id', () => import('../features/repositories/repository-page.tsx'), 'RepositoryPage'),
    page('/mirrors', () => import('../features/repositories/mirrors-page.tsx'), 'MirrorsPage'),
    page('/mirrors/$id', () => import('../features/repositories/mirror-page.tsx'), 'MirrorPage'),
    page('/os-releases', () => import('../features/systems/releases-page.tsx'), 'ReleasesPage'),
    page('/os-releases/$id', () => import('../features/systems/release-page.tsx'), 'ReleasePage'),
    page('/os-variants', () => import('../features/systems/variants-page.tsx'), 'VariantsPage'),
    page('/reports', () => import('../features/reports/reports-page.tsx'), 'ReportsPage'),
    page('/reports/$id', () => import('../features/reports/report-page.tsx'), 'ReportPage'),
    page('/jobs', () => import('../features/jobs/jobs-page.tsx'), 'JobsPage'),
    page('/jobs/$id', () => import('../features/jobs/job-page.tsx'), 'JobPage'),
    page('/issues', () => import('../features/issues/issues-page.tsx'), 'IssuesPage'),
    page('/settings', () => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
    createRoute({ getParentRoute: () => shell, path: '$', component: NotFound }),
  ]),
])

export function createAppRouter() {
  return createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultErrorComponent: RouteError,
    defaultPreloadDelay: 50,
  })
}
