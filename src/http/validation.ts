import { Ajv, type Options } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'

/** Parameters and queries are text, and become what their schema says; bodies have to be it. */
export function createValidator(): FastifySchemaCompiler<TSchema> {
  const text = createAjv({ coerceTypes: true, useDefaults: true })
  const json = createAjv({ allErrors: true })
  return ({ schema, httpPart }) => (httpPart === 'body' ? json : text).compile(schema) as never
}

function createAjv(options: Options): Ajv {
  const ajv = new Ajv({ strict: false, ...options })
  addFormats.default(ajv)
  return ajv
}
