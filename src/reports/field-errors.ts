/** Messages by field, nested like the body: what the existing API answers with 400 (`errors`). */
export interface FieldErrors {
  [field: string]: string[] | FieldErrors | FieldErrors[]
}

export const REQUIRED = 'This field is required.'
export const NULL = 'This field may not be null.'
export const BLANK = 'This field may not be blank.'
export const NOT_TEXT = 'Not a valid string.'
export const NOT_INTEGER = 'A valid integer is required.'
export const NOT_BOOLEAN = 'Must be a valid boolean.'
export const tooLong = (most: number) => `Ensure this field has no more than ${most} characters.`
export const notAChoice = (value: unknown) => `"${toChoiceText(value)}" is not a valid choice.`
export const notAList = (value: unknown) => `Expected a list of items but got type "${typeName(value)}".`
export const notAnObject = (value: unknown) => `Invalid data. Expected a dictionary, but got ${typeName(value)}.`

function toChoiceText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? '')
}

/** The type's name as existing clients know it from the answers. */
function typeName(value: unknown): string {
  if (value === null) return 'NoneType'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return { string: 'str', boolean: 'bool', object: 'dict' }[typeof value as string] ?? typeof value
}
