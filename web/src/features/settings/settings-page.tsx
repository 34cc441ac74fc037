import { useSession } from '../../api/session.ts'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { Section } from '../../components/page/section.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { ApiKeys } from './api-keys.tsx'
import { Appearance } from './appearance.tsx'
import { ChangePassword } from './change-password.tsx'
import { ROLES } from './roles.ts'
import classes from './settings.module.css'
import { Users } from './users.tsx'

export function SettingsPage() {
  useCrumbs('Settings')
  const user = useSession()?.user
  if (!user) return <EmptyState title="Log in to see your settings" />
  return (
    <>
      <ThingHeader name="Settings" facts={[user.name, ROLES[user.role].word]} />
      <div className={classes.page}>
        {user.role === 'admin' && <ApiKeys />}
        {user.role === 'admin' && <Users own={user.name} />}
        <Section title="Password">
          <ChangePassword />
        </Section>
        <Section title="Appearance">
          <Appearance />
        </Section>
      </div>
    </>
  )
}
