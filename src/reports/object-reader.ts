import {
  BLANK,
  type FieldErrors,
  NOT_BOOLEAN,
  NOT_INTEGER,
  NOT_TEXT,
  NULL,
  notAChoice,
  notAList,
  notAnObject,
  REQUIRED,
  tooLong,
} from './field-errors.ts'
import { MAX_TEXT } from './limits.ts'

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export type ReadObject<T> = (reader: ObjectReader, item: JsonObject) => T

/** Reads the members of one object, and remembers what is wrong with them. Unknown members are never looked at. */
export class ObjectReader {
  errors: FieldErrors | undefined
  readonly #object: JsonObject

  constructor(object: JsonObject) {
    this.#object = object
  }

  fail(field: string, error: string | FieldErrors | FieldErrors[]): void {
    this.errors ??= {}
    this.errors[field] = typeof error === 'string' ? [error] : error
  }

  /** A text that must be there and not be blank; numbers are texts too. */
  required(field: string): string {
    const value = this.#object[field]
    if (typeof value === 'string' && value.length <= MAX_TEXT && value.trim() !== '') return value
    if (value === undefined) this.fail(field, REQUIRED)
    else if (value === null) this.fail(field, NULL)
    else if (typeof value === 'string' && value.trim() === '') this.fail(field, BLANK)
    else return this.#text(field, value, MAX_TEXT)
    return ''
  }

  /** '' when it is missing. */
  optional(field: string): string {
    const value = this.#object[field]
    if (value === undefined || value === null) return ''
    if (typeof value === 'string' && value.length <= MAX_TEXT) return value
    return this.#text(field, value, MAX_TEXT)
  }

  /** A member that only newer clients send: one of another type counts as not sent. */
  extra(field: string): string {
    const value = this.#object[field]
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  }

  choice<T extends string>(field: string, choices: ReadonlySet<T>): T | undefined {
    const value = this.#object[field]
    if (choices.has(value as T)) return value as T
    if (value === undefined) this.fail(field, REQUIRED)
    else if (value === null) this.fail(field, NULL)
    else this.fail(field, notAChoice(value))
    return undefined
  }

  integer(field: string): number | undefined {
    const value = this.#object[field]
    if (value === undefined || value === null) return undefined
    const number = typeof value === 'string' && /^\s*[-+]?\d{1,15}(\.0*)?\s*$/.test(value) ? Number(value) : value
    if (typeof number === 'number' && Number.isSafeInteger(number)) return number
    this.fail(field, NOT_INTEGER)
    return undefined
  }

  boolean(field: string): boolean | undefined {
    const value = this.#object[field]
    if (value === undefined || value === null) return undefined
    if (typeof value === 'boolean') return value
    const word = String(value).trim().toLowerCase()
    if (TRUE.has(word)) return true
    if (FALSE.has(word)) return false
    this.fail(field, NOT_BOOLEAN)
    return undefined
  }

  /** Texts by position; an error names the position. */
  texts(field: string, most: number): string[] {
    const list = this.#list(field)
    const errors: FieldErrors = {}
    const texts = list.map((value, i) => {
      const text = typeof value === 'number' ? String(value) : value
      if (typeof text === 'string' && text.length <= most) return text
      errors[String(i)] = [value === null ? NULL : typeof text === 'string' ? tooLong(most) : NOT_TEXT]
      return ''
    })
    if (Object.keys(errors).length > 0) this.fail(field, errors)
    return texts
  }

  /** A list that only newer clients send: what is not text in it is left out. */
  extraTexts(field: string): string[] {
    const value = this.#object[field]
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
  }

  /**
   * Objects, each read by `readPlain` (a short cut for objects without errors) or else `read`. When one has an error, the answer lists all positions, `{}` for the good
   * ones. undefined when the member is missing.
   */
  objects<T>(field: string, read: ReadObject<T>, readPlain?: (item: JsonObject) => T | undefined): T[] | undefined {
    const value = this.#object[field]
    if (value === undefined || value === null) return undefined
    if (!Array.isArray(value)) {
      this.fail(field, { non_field_errors: [notAList(value)] })
      return undefined
    }
    const items: T[] = []
    let errors: FieldErrors[] | undefined
    for (let i = 0; i < value.length; i++) {
      const plain = readPlain && isObject(value[i]) ? readPlain(value[i]) : undefined
      if (plain !== undefined) items.push(plain)
      const found = plain === undefined && readItem(value[i], read, items)
      if (!found) continue
      errors ??= Array.from(value, () => ({}))
      errors[i] = found
    }
    if (errors) this.fail(field, errors)
    return items
  }

  #list(field: string): unknown[] {
    const value = this.#object[field]
    if (value === undefined || value === null) return []
    if (Array.isArray(value)) return value
    this.fail(field, notAList(value))
    return []
  }

  #text(field: string, value: unknown, most: number): string {
    const text = typeof value === 'number' ? String(value) : value
    if (typeof text !== 'string') this.fail(field, NOT_TEXT)
    else if (text.trim().length > most) this.fail(field, tooLong(most))
    else return text.trim()
    return ''
  }
}

const TRUE = new Set(['true', 't', 'yes', 'y', 'on', '1'])
const FALSE = new Set(['false', 'f', 'no', 'n', 'off', '0'])

function readItem<T>(item: unknown, read: ReadObject<T>, items: T[]): FieldErrors | undefined {
  if (!isObject(item)) return { non_field_errors: [notAnObject(item)] }
  const reader = new ObjectReader(item)
  items.push(read(reader, item))
  return reader.errors
}
