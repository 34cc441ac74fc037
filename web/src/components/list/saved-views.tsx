import { Button, CloseButton, Menu, TextInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { EditDialog } from '../edit-dialog.tsx'
import { parseSearch, stringifySearch } from '../search-params.ts'
import type { ListState } from './list-state.ts'
import classes from './saved-views.module.css'

interface SavedView {
  name: string
  /** The address's search: filters, search, order and columns. */
  search: string
}

/** Views of this page that the person gave a name, kept in this browser. A view is an address: it can be sent, too. */
export function SavedViews({ state }: { state: ListState }) {
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const [views, setViews] = useLocalStorage<SavedView[]>({
    key: `patchman-views-${pathname}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  const [naming, setNaming] = useState(false)
  const current = toSearch(state)
  const open = (search: string) => void navigate({ to: '.', search: parseSearch(search) as never, resetScroll: false })
  const without = (name: string) => views.filter((view) => view.name !== name)
  if (views.length === 0 && current === '') return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="compact-sm" variant="subtle" color="gray" fw={400} rightSection={<IconChevronDown size={13} />}>
            Saved views
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map((view) => (
            <div key={view.name} className={classes.view}>
              <Menu.Item fw={view.search === current ? 600 : 400} onClick={() => open(view.search)}>
                {view.name}
              </Menu.Item>
              <CloseButton
                size="sm"
                aria-label={`Forget the view ${view.name}`}
                onClick={() => setViews(without(view.name))}
              />
            </div>
          ))}
          {views.length > 0 && <Menu.Divider />}
          <Menu.Item disabled={current === ''} onClick={() => setNaming(true)}>
            Save this view…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {naming && (
        <NameView
          onSave={(name) => setViews([...without(name), { name, search: current }])}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  )
}

function NameView({ onSave, onClose }: { onSave: (name: string) => void; onClose: () => void }) {
  const [name, setName] = useState('')
  return (
    <EditDialog
      title="Save this view"
      done="View saved"
      width={400}
      disabled={name.trim() === ''}
      save={async () => onSave(name.trim())}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="Its filters, search, order and columns, in this browser."
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
    </EditDialog>
  )
}

function toSearch({ q, sort, cols, filters }: ListState): string {
  return stringifySearch({ ...filters, q, sort, cols }).replace(/^\?/, '')
}
