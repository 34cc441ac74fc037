import { Type } from 'typebox'
import { Count, named, Time } from './common.ts'
import { Score, Share } from './cves.ts'

export const PriorityItem = named('PriorityItem', {
  package: Type.String(),
  score: Type.Number({ description: '0 to 100: of the worst CVE that its pending updates bring a fix for' }),
  hosts: Type.Integer({ minimum: 0, description: 'that get better' }),
  cves: Count,
  exploited: Type.Integer({ minimum: 0, description: 'of these, known to be exploited' }),
  worst: Type.Object({
    name: Type.String(),
    severity: Type.String(),
    score: Score,
    epss: Share('0 to 1'),
    exploited: Type.Boolean(),
    published_at: Time,
  }),
  parts: Type.Object(
    {
      exploited: Type.Number(),
      epss: Type.Number(),
      severity: Type.Number(),
      exposure: Type.Number(),
      age: Type.Number(),
    },
    { description: 'what each adds to the score' },
  ),
})
export const PriorityList = named('PriorityList', {
  items: Type.Array(PriorityItem),
  total: Count,
  weights: Type.Object({
    exploited: Type.Number(),
    epss: Type.Number(),
    severity: Type.Number(),
    exposure: Type.Number(),
    age: Type.Number(),
  }),
  formula: Type.String(),
})
export const PriorityQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
})
