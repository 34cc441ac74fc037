import { Popover, UnstyledButton } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import classes from './filter-bar.module.css'
import type { FilterDefinition, FilterOption } from './filter-definition.ts'
import { FilterPicker } from './filter-picker.tsx'
import type { ListState } from './list-state.ts'

interface FilterBarProps {
  definitions: FilterDefinition[]
  state: ListState
  /** At the right. */
  children?: ReactNode
}

/** The filters in force, each one click from gone, and "+ Filter". */
export function FilterBar({ definitions, state, children }: FilterBarProps) {
  const active = Object.entries(state.filters)
  const pickable = definitions.filter((definition) => definition.options || definition.text)
  return (
    <section className={classes.bar} aria-label="Filters">
      {active.map(([key, value]) => (
        <Chip
          key={key}
          definition={definitions.find((one) => one.key === key)}
          name={key}
          value={value}
          state={state}
        />
      ))}
      <AddFilter definitions={pickable} state={state} />
      {(active.length > 0 || state.q !== '') && (
        <UnstyledButton className={classes.reset} onClick={state.reset}>
          Reset
        </UnstyledButton>
      )}
      {children && <span className={classes.right}>{children}</span>}
    </section>
  )
}

function AddFilter({ definitions, state }: { definitions: FilterDefinition[]; state: ListState }) {
  const [opened, setOpened] = useState(false)
  if (definitions.length === 0) return null
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      shadow="md"
      trapFocus
      withinPortal
      transitionProps={{ duration: 80 }}
    >
      <Popover.Target>
        <UnstyledButton className={classes.add} onClick={() => setOpened((o) => !o)}>
          <IconPlus size={14} /> Filter
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <FilterPicker
          definitions={definitions}
          onPick={(key, value) => {
            setOpened(false)
            state.change({ [key]: value })
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

interface ChipProps {
  definition: FilterDefinition | undefined
  name: string
  value: string
  state: ListState
}

function Chip({ definition, name, value, state }: ChipProps) {
  const negated = value.startsWith('!')
  const plain = negated ? value.slice(1) : value
  const label = useFilterLabel(definition, name, plain)
  const title = definition?.label ?? name
  return (
    <span className={classes.chip}>
      <span className={classes.key}>
        {title}
        {negated ? ' is not' : ''}
      </span>
      <span className={classes.value} title={label}>
        {label}
      </span>
      <UnstyledButton
        className={classes.remove}
        aria-label={`Remove filter ${title}`}
        onClick={() => state.change({ [name]: undefined })}
      >
        <IconX size={13} />
      </UnstyledButton>
    </span>
  )
}

function useFilterLabel(definition: FilterDefinition | undefined, name: string, value: string): string {
  const { data } = useQuery({
    queryKey: ['filter-label', name, value],
    queryFn: async () => {
      if (definition?.resolve) return definition.resolve(value)
      const options = typeof definition?.options === 'function' ? await definition.options() : definition?.options
      return findLabel(options, value) ?? value
    },
    enabled: definition?.resolve !== undefined || typeof definition?.options === 'function',
    staleTime: 60_000,
  })
  return data ?? findLabel(Array.isArray(definition?.options) ? definition.options : undefined, value) ?? value
}

function findLabel(options: FilterOption[] | undefined, value: string): string | undefined {
  return options?.find((option) => option.value === value)?.label
}
