import { TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { FilterDefinition, FilterOption } from './filter-definition.ts'
import classes from './filter-picker.module.css'

interface FilterPickerProps {
  definitions: FilterDefinition[]
  onPick: (key: string, value: string) => void
}

/** Two steps: which filter, then which value, with how many rows each value has. */
export function FilterPicker({ definitions, onPick }: FilterPickerProps) {
  const [chosen, setChosen] = useState<FilterDefinition>()
  if (!chosen) {
    return (
      <div className={classes.panel}>
        {definitions.map((definition) => (
          <UnstyledButton key={definition.key} className={classes.item} onClick={() => setChosen(definition)}>
            <span>{definition.label}</span>
            <IconChevronRight size={14} className="faint" />
          </UnstyledButton>
        ))}
      </div>
    )
  }
  const pick = (value: string) => onPick(chosen.key, value)
  return (
    <div className={classes.panel}>
      <UnstyledButton className={classes.back} onClick={() => setChosen(undefined)}>
        <IconChevronLeft size={14} /> {chosen.label}
      </UnstyledButton>
      {chosen.text ? <TextValue label={chosen.label} onPick={pick} /> : <Options definition={chosen} onPick={pick} />}
    </div>
  )
}

function TextValue({ label, onPick }: { label: string; onPick: (value: string) => void }) {
  const [value, setValue] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (value.trim() !== '') onPick(value.trim())
  }
  return (
    <form onSubmit={submit} className={classes.search}>
      <TextInput
        size="xs"
        data-autofocus
        autoFocus
        aria-label={label}
        placeholder={`${label}, then Enter`}
        value={value}
        onChange={(e) => setValue(e.currentTarget.value)}
      />
    </form>
  )
}

function Options({ definition, onPick }: { definition: FilterDefinition; onPick: (value: string) => void }) {
  const [search, setSearch] = useState('')
  const load = definition.options
  const { data, isPending } = useQuery({
    queryKey: ['filter-options', definition.key],
    queryFn: () => (typeof load === 'function' ? load() : Promise.resolve(load ?? [])),
  })
  const options = (data ?? []).filter((option) => option.label.toLowerCase().includes(search.toLowerCase()))
  return (
    <>
      {(data?.length ?? 0) > 8 && (
        <div className={classes.search}>
          <TextInput
            size="xs"
            autoFocus
            aria-label="Narrow the values"
            placeholder="Narrow…"
            value={search}
            onChange={(e) => setSearch(e.currentTarget.value)}
          />
        </div>
      )}
      <div className={classes.options}>
        {options.slice(0, 200).map((option) => (
          <OptionButton key={option.value} option={option} onPick={onPick} />
        ))}
        {options.length === 0 && <div className={classes.none}>{isPending ? 'Loading…' : 'No such value'}</div>}
      </div>
    </>
  )
}

function OptionButton({ option, onPick }: { option: FilterOption; onPick: (value: string) => void }) {
  return (
    <UnstyledButton className={classes.item} onClick={() => onPick(option.value)}>
      <span className={classes.label}>{option.label}</span>
      {option.count !== undefined && <span className="num faint">{option.count.toLocaleString('en')}</span>}
    </UnstyledButton>
  )
}
