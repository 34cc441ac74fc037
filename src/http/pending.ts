import { Problem } from '../lib/problem.ts'

export function pending(): Promise<never> {
  throw new Problem(501, 'not-implemented', 'Not there yet.')
}
