import { AppLink } from '../components/app-link.tsx'
import { useCrumbs } from '../components/page/crumbs.ts'
import { EmptyState } from '../components/state/empty-state.tsx'

export function NotFound() {
  useCrumbs('Not found')
  return (
    <EmptyState title="There is no such page" text="The address may be mistyped, or what it named has been deleted.">
      <AppLink href="/" className="link">
        Go to the dashboard
      </AppLink>
    </EmptyState>
  )
}
