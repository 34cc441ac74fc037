import { FetchFailure } from '../fetch/failure.ts'

export function tooLarge(maxBytes: number): FetchFailure {
  return new FetchFailure('too-large', `it unpacks to more than ${Math.round(maxBytes / 1e6)} MB`)
}
