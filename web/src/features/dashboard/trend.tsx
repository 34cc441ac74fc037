import { useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Summary } from '../../api/types.ts'
import { count } from '../../components/format.ts'
import { Section } from '../../components/page/section.tsx'
import classes from './trend.module.css'
import { trendOptions } from './trend-options.ts'

type Day = Summary['trend'][number]

/** Pending updates day by day; lines are labelled where they end, a table says the same to screen readers. */
export function Trend({ days }: { days: Day[] }) {
  const { ref, width } = useElementSize()
  const host = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed scheme means other colours
  useEffect(() => {
    if (!host.current || width === 0) return
    const plot = new uPlot(trendOptions(width), toSeries(days), host.current)
    return () => plot.destroy()
  }, [days, width, scheme])
  const last = days.at(-1)
  return (
    <Section
      title="Pending updates"
      note={`last ${days.length} days (UTC)`}
      aside={
        <span className={classes.key}>
          <span className={classes.security}>Security {count(last?.security_updates ?? 0)}</span>
          <span className={classes.bugfix}>Bugfix {count(last?.bugfix_updates ?? 0)}</span>
        </span>
      }
    >
      <div ref={ref} className={classes.chart} aria-hidden="true">
        <div ref={host} />
      </div>
      <DayTable days={days} />
    </Section>
  )
}

function toSeries(days: Day[]): uPlot.AlignedData {
  return [
    days.map((day) => Date.parse(`${day.day}T00:00:00Z`) / 1000),
    days.map((day) => day.security_updates),
    days.map((day) => day.bugfix_updates),
  ]
}

function DayTable({ days }: { days: Day[] }) {
  return (
    <div className="visually-hidden">
      <table>
        <caption>Pending updates by day</caption>
        <thead>
          <tr>
            <th>Day</th>
            <th>Security updates</th>
            <th>Bugfix updates</th>
            <th>Hosts with security updates</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <td>{day.day}</td>
              <td>{day.security_updates}</td>
              <td>{day.bugfix_updates}</td>
              <td>{day.security_hosts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
