import { Ajv, type Options, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'

/**
 * Parameters and queries are text, and become what their schema says; bodies have to be it. A schema is
 * compiled when it is first used: a server that starts does not wait for all of them.
 */
export function createValidator(): FastifySchemaCompiler<TSchema> {
  const text = createAjv({ coerceTypes: true, useDefaults: true })
  const json = createAjv({ allErrors: true })
  return ({ schema, httpPart }) => {
    let validate: ValidateFunction | undefined
    return (value: unknown) => {
      validate ??= (httpPart === 'body' ? json : text).compile(schema)
      return validate(value) ? { value } : { error: (validate.errors ?? []) as never }
    }
  }
}

function createAjv(options: Options): Ajv {
  const ajv = new Ajv({ strict: false, ...options })
  addFormats.default(ajv)
  return ajv
}
