import { UnstyledButton } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconChevronRight,
  IconCpu,
  IconMinus,
  IconPlus,
  IconRefresh,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { HostEvent } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { VersionChange } from '../../components/facts/version-change.tsx'
import { absolute, count } from '../../components/format.ts'
import { packagePath } from '../../components/paths.ts'
import classes from './history.module.css'

type Kind = HostEvent['kind']

const KINDS: Record<Kind, { word: string; icon: typeof IconPlus; color: string }> = {
  installed: { word: 'installed', icon: IconPlus, color: 'var(--current)' },
  removed: { word: 'removed', icon: IconMinus, color: 'var(--security)' },
  upgraded: { word: 'upgraded', icon: IconArrowUp, color: 'var(--accent)' },
  downgraded: { word: 'downgraded', icon: IconArrowDown, color: 'var(--bugfix)' },
  kernel: { word: 'kernel changed', icon: IconCpu, color: 'var(--text-2)' },
  rebooted: { word: 'rebooted', icon: IconRefresh, color: 'var(--text-2)' },
}

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' })
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

interface HistoryDayProps {
  day: string
  events: HostEvent[]
  initiallyOpened: boolean
}

export function HistoryDay({ day, events, initiallyOpened }: HistoryDayProps) {
  const [opened, setOpened] = useState(initiallyOpened)
  const Chevron = opened ? IconChevronDown : IconChevronRight
  return (
    <section className={classes.day}>
      <UnstyledButton className={classes.head} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <Chevron size={15} className="faint" />
        <h2>{day === '' ? 'At an unknown time' : DAY.format(new Date(day))}</h2>
        <span className="dim">{summarise(events)}</span>
      </UnstyledButton>
      {opened && (
        <ol className={classes.events}>
          {events.map((event) => (
            <Event key={event.id} event={event} />
          ))}
        </ol>
      )}
    </section>
  )
}

function Event({ event }: { event: HostEvent }) {
  const { icon: Icon, color, word } = KINDS[event.kind]
  return (
    <li className={classes.event}>
      <time className="faint num" dateTime={event.at ?? ''} title={event.at ? absolute(event.at) : ''}>
        {event.at ? TIME.format(new Date(event.at)) : ''}
      </time>
      <Icon size={14} color={color} role="img" aria-label={word} />
      <span className={classes.what}>
        {event.kind === 'rebooted' ? (
          'Rebooted'
        ) : event.kind === 'kernel' ? (
          'Running kernel'
        ) : (
          <AppLink href={packagePath(event.name)} className={classes.name ?? ''}>
            {event.name}
          </AppLink>
        )}{' '}
        <span className="dim">
          {event.old && event.new ? <VersionChange from={event.old} to={event.new} /> : event.new || event.old}
        </span>
      </span>
    </li>
  )
}

/** "12 upgraded, 1 installed, rebooted". */
function summarise(events: HostEvent[]): string {
  const counts = new Map<Kind, number>()
  for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const words = [...counts].map(([kind, n]) => {
    const plain = kind === 'rebooted' || kind === 'kernel'
    return plain ? KINDS[kind].word : `${count(n)} ${KINDS[kind].word}`
  })
  return words.join(', ')
}
