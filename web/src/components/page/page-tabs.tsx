import { Tabs } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './page-tabs.module.css'

interface PageTabsProps {
  value: string
  onChange: (value: string) => void
  tabs: { value: string; label: string; note?: string }[]
  children: ReactNode
}

/** The parts of one thing; only the open part is in the page. */
export function PageTabs({ value, onChange, tabs, children }: PageTabsProps) {
  const list = useRef<HTMLDivElement>(null)
  // on a phone the open one may lie beyond the edge
  // biome-ignore lint/correctness/useExhaustiveDependencies: which is open is read from the page
  useEffect(() => {
    const open = list.current?.querySelector<HTMLElement>('[data-active]')
    if (list.current && open) list.current.scrollLeft = open.offsetLeft - 48
  }, [value])
  return (
    <Tabs value={value} onChange={(next) => next && onChange(next)} keepMounted={false} className={classes.tabs ?? ''}>
      <Tabs.List ref={list} className={classes.list ?? ''}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.value} value={tab.value} className={classes.tab ?? ''}>
            {tab.label}
            {tab.note !== undefined && <span className={classes.note}>{tab.note}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {children}
    </Tabs>
  )
}
