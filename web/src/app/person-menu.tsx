import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconApi, IconLogin2, IconLogout2, IconSettings, IconUserCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { logOut, useSession } from '../api/session.ts'
import classes from './side-bar.module.css'

const SCHEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

export function PersonMenu({ folded, onGo }: { folded: boolean; onGo: (() => void) | undefined }) {
  const session = useSession()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const go = (to: '/settings' | '/login') => {
    onGo?.()
    void navigate({ to })
  }
  const leave = async () => {
    await logOut(queries)
    go('/login')
  }
  const name = session?.user?.name ?? 'Not logged in'
  return (
    <Menu position="top-start" width={204}>
      <Menu.Target>
        <button type="button" className={classes.item} aria-label={`${name}: settings and appearance`}>
          <IconUserCircle size={17} stroke={1.6} />
          {!folded && <span>{name}</span>}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {session?.user && (
          <Menu.Item leftSection={<IconSettings size={15} />} onClick={() => go('/settings')}>
            Settings
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconApi size={15} />} component="a" href="/api/v1/docs">
          API reference
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as typeof colorScheme)}>
          {SCHEMES.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        {session?.user ? (
          <Menu.Item leftSection={<IconLogout2 size={15} />} onClick={() => void leave()}>
            Log out
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconLogin2 size={15} />} onClick={() => go('/login')}>
            Log in
          </Menu.Item>
        )}
        {session && <div className={`faint ${classes.version}`}>Patchman {session.version}</div>}
      </Menu.Dropdown>
    </Menu>
  )
}
