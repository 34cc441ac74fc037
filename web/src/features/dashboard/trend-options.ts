import uPlot from 'uplot'

const HEIGHT = 196
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** Thin lines in the states' colours, hairline grid, the day's exact values beside the pointer. */
export function trendOptions(width: number): uPlot.Options {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const axis: uPlot.Axis = {
    stroke: colour('--text-3'),
    font: `11px ${style.getPropertyValue('--mantine-font-family')}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  }
  return {
    width,
    height: HEIGHT,
    padding: [12, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
    scales: { y: { range: (_plot, _min, max) => [0, Math.max(4, max * 1.1)] } },
    axes: [
      {
        ...axis,
        size: 30,
        grid: { show: false },
        space: 70,
        values: (_plot, days) => days.map((day) => DAY.format(day * 1000)),
      },
      {
        ...axis,
        size: 44,
        space: 34,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000],
      },
    ],
    series: [
      {},
      { label: 'Security', stroke: colour('--security-fill'), width: 1.75, points: { show: false } },
      { label: 'Bugfix', stroke: colour('--bugfix-fill'), width: 1.75, points: { show: false } },
    ],
    plugins: [dayTooltip()],
  }
}

/** A small box that follows the pointer: the day and both values. */
function dayTooltip(): uPlot.Plugin {
  const box = document.createElement('div')
  box.className = 'trend-tooltip'
  return {
    hooks: {
      init: (plot) => {
        box.hidden = true
        plot.over.append(box)
      },
      setCursor: (plot) => {
        const { idx, left } = plot.cursor
        box.hidden = idx == null || left === undefined || left < 0
        if (box.hidden || idx == null || left === undefined) return
        const [days, security, bugfix] = plot.data
        const value = (series: typeof security) => Number(series?.[idx] ?? 0).toLocaleString('en')
        box.textContent = `${DAY.format(Number(days[idx]) * 1000)}: ${value(security)} security, ${value(bugfix)} bugfix`
        const flip = left > plot.over.clientWidth - 240
        box.style.transform = `translateX(${flip ? left - 12 : left + 12}px)${flip ? ' translateX(-100%)' : ''}`
      },
    },
  }
}
