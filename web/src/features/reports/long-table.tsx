import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { count } from '../../components/format.ts'
import classes from './long-table.module.css'

const STEP = 200

/** Rows that are all here already: narrowed in the page, shown a few hundred at a time. */
export function LongTable({ head, rows }: { head: string[]; rows: string[][] }) {
  const [shown, setShown] = useState(STEP)
  const [text, setText] = useState('')
  const found =
    text === '' ? rows : rows.filter((row) => row.some((cell) => cell.toLowerCase().includes(text.toLowerCase())))
  return (
    <div className={classes.wrap}>
      <div className={classes.bar}>
        <TextInput
          size="xs"
          data-list-search
          aria-label="Narrow the rows"
          placeholder="Narrow…"
          leftSection={<IconSearch size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <span className="dim num">{count(found.length)}</span>
      </div>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {head.map((title) => (
                <th key={title}>{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.slice(0, shown).map((row) => (
              <tr key={row.join('\t')}>
                {row.map((cell, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns have a fixed order
                  <td key={i}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length > shown && (
        <Button size="xs" variant="default" mt="md" onClick={() => setShown(shown + STEP * 5)}>
          More of {count(found.length)}
        </Button>
      )}
    </div>
  )
}
