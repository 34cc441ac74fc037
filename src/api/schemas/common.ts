import { type TObject, type TProperties, type TSchema, Type } from 'typebox'

/** UTC, ISO 8601; null for never. */
export const Time = Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date-time' })

export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
export const IdParams = Type.Object({ id: Id })
export const Count = Type.Integer({ minimum: 0 })
export const Ids = Type.Array(Id, { maxItems: 10_000 })

/** A short text of a query; longer ones can match nothing. */
export const Text = (description: string) => Type.Optional(Type.String({ maxLength: 300, description }))
export const Flag = (description: string) => Type.Optional(Type.Boolean({ description }))

/** `a` or `a,b` (one of), or `!a` (not): how each filter by value is written. */
export const Values = (what: string) =>
  Type.Optional(
    Type.String({ maxLength: 2000, description: `${what}; several separated by commas, all but one by !value` }),
  )

/** The members that every list takes: search, page, sort. `perPage`: where one page should hold everything. */
export const listQuery = <Sort extends string[], Filters extends TProperties>(
  sorts: [...Sort],
  filters: Filters,
  { perPage }: { perPage?: number } = {},
) =>
  Type.Object({
    ...filters,
    q: Text('search: each word must occur'),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 })),
    per_page: Type.Optional(Type.Integer({ minimum: 1, maximum: perPage ?? 500, default: perPage ?? 50 })),
    sort: Type.Optional(Type.Unsafe<Sort[number] | `-${Sort[number]}`>({ enum: sorts.flatMap((s) => [s, `-${s}`]) })),
  })

/** What every list answers. */
export const PageOf = <Item extends TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item), total: Count, page: Type.Integer(), per_page: Type.Integer() })

export const ItemsOf = <Item extends TSchema>(item: Item) => Type.Object({ items: Type.Array(item) })

/** A schema with a name of its own in the OpenAPI document (`components.schemas`). */
export const named = <Properties extends TProperties>(title: string, properties: Properties): TObject<Properties> =>
  Type.Object(properties, { title })

export const Reference = named('Reference', { id: Type.Integer(), name: Type.String() })

export const FacetValue = named('FacetValue', { value: Type.String(), label: Type.String(), count: Count })

export const RejectItem = named('RejectItem', {
  section: Type.String(),
  position: Type.Integer(),
  text: Type.String(),
  reason: Type.String(),
})

/** What an action over many rows did. */
export const ActionResult = named('ActionResult', {
  affected: Count,
  job_id: Type.Optional(Type.Integer({ description: 'the job that does the work' })),
})

export const JobStarted = named('JobStarted', { job_id: Type.Integer() })

export const NoContent = Type.Null({ description: 'done' })

export const ProblemBody = named('Problem', {
  code: Type.String({ description: 'stable; for programs' }),
  title: Type.String(),
  detail: Type.String({ description: 'what happened and what to do; for people' }),
  status: Type.Integer(),
  fields: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
})
