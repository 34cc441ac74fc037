import { ActionIcon, Menu, Select } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { User } from '../../api/types.ts'
import { Ago } from '../../components/facts/ago.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { ROLE_OPTIONS, ROLES, type Role, type UserAct } from './roles.ts'
import classes from './settings.module.css'

interface UserTableProps {
  users: User[]
  /** The name of who looks: nobody locks themselves out by a slip. */
  own: string
  onChange: (user: User, what: { role?: Role; disabled?: boolean }) => void
  onAsk: (user: User, act: UserAct) => void
}

export function UserTable({ users, own, onChange, onAsk }: UserTableProps) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>User</th>
            <th>Role</th>
            <th>Last login</th>
            <th className={classes.wide}>Made</th>
            <th>
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id} data-revoked={user.disabled || undefined}>
              <td>
                {user.name} {user.name === own && <span className="faint">(you)</span>}{' '}
                {user.disabled && <ToneBadge tone="quiet">disabled</ToneBadge>}
              </td>
              <td>
                {user.name === own ? (
                  ROLES[user.role].word
                ) : (
                  <Select
                    size="xs"
                    w={136}
                    aria-label={`Role of ${user.name}`}
                    allowDeselect={false}
                    data={ROLE_OPTIONS}
                    value={user.role}
                    onChange={(role) => role && role !== user.role && onChange(user, { role: role as Role })}
                  />
                )}
              </td>
              <td>
                <Ago at={user.last_login_at} suffix={user.last_login_at !== null} />
              </td>
              <td className={classes.wide}>
                <Ago at={user.created_at} suffix />
              </td>
              <td align="right">{user.name !== own && <Acts user={user} onChange={onChange} onAsk={onAsk} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Acts({ user, onChange, onAsk }: Pick<UserTableProps, 'onChange' | 'onAsk'> & { user: User }) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="default" size={28} aria-label={`Actions for ${user.name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onAsk(user, 'reset')}>Reset password…</Menu.Item>
        {user.disabled ? (
          <Menu.Item onClick={() => onChange(user, { disabled: false })}>Enable</Menu.Item>
        ) : (
          <Menu.Item onClick={() => onAsk(user, 'disable')}>Disable…</Menu.Item>
        )}
        <Menu.Item c="var(--security)" onClick={() => onAsk(user, 'delete')}>
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
