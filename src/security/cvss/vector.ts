/** A metric of a version of CVSS: its name in a vector, and its values, the one that says nothing last where there is one. */
export interface Metric {
  name: string
  values: readonly string[]
}

/** The metrics of a version, group by group, each in the order of its specification. */
export interface Layout {
  base: readonly Metric[]
  /** Temporal; threat since 4.0. */
  temporal: readonly Metric[]
  environmental: readonly Metric[]
  /** Supplemental, which changes no score. */
  supplemental: readonly Metric[]
  /** What says nothing: `X`, or `ND` in version 2. */
  undefinedValue: string
  /** Metrics out of order are refused. */
  isOrdered: boolean
  /** Of a group that is begun each metric must be given: version 2. */
  hasWholeGroups: boolean
}

/** Values by metric; the ones that a vector leaves out are not in it. */
export type Metrics = ReadonlyMap<string, string>

/** `A:x,y B:x`: metrics with their values. */
export function toMetrics(text: string): Metric[] {
  return text.split(/\s+/).map((metric) => {
    const [name = '', values = ''] = metric.split(':')
    return { name, values: values.split(',') }
  })
}

/** The metrics that a vector gives, without its prefix, or why it is none: one sentence. */
export function readMetrics(text: string, layout: Layout): Metrics | string {
  const order = allMetrics(layout)
  const found = new Map<string, string>()
  let last = -1
  for (const part of text.split('/')) {
    const [, name = '', value = ''] = /^([A-Za-z]+):([A-Za-z]+)$/.exec(part) ?? []
    if (name === '') return `${quote(part)} is not a metric with a value.`
    const at = order.findIndex((metric) => metric.name === name)
    if (at < 0) return `There is no metric ${quote(name)}.`
    if (!order[at]?.values.includes(value)) return `${quote(value)} is not a value of ${name}.`
    if (found.has(name)) return `${name} is given twice.`
    if (layout.isOrdered && at < last) return `${name} is not in its place.`
    last = at
    found.set(name, value)
  }
  return findMissing(found, layout) ?? found
}

/** The vector as the specification prefers it: metrics in its order. */
export function formatMetrics(metrics: Metrics, layout: Layout): string {
  const given = allMetrics(layout).filter(({ name }) => metrics.has(name))
  return given.map(({ name }) => `${name}:${metrics.get(name)}`).join('/')
}

/** One of these metrics says something. */
export function isGiven(metrics: Metrics, group: readonly Metric[], undefinedValue: string): boolean {
  return group.some(({ name }) => (metrics.get(name) ?? undefinedValue) !== undefinedValue)
}

function allMetrics({ base, temporal, environmental, supplemental }: Layout): readonly Metric[] {
  return [...base, ...temporal, ...environmental, ...supplemental]
}

function findMissing(found: Metrics, layout: Layout): string | undefined {
  const optional = layout.hasWholeGroups ? [layout.temporal, layout.environmental] : []
  const begun = optional.filter((group) => group.some(({ name }) => found.has(name)))
  const missing = [layout.base, ...begun].flat().filter(({ name }) => !found.has(name))
  return missing.length === 0 ? undefined : `It has no ${missing.map(({ name }) => name).join(', ')}.`
}

const quote = (text: string) => `“${text.length > 20 ? `${text.slice(0, 19)}…` : text}”`
