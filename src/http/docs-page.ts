/** The part of an OpenAPI document that the page shows. */
export interface ApiDocument {
  info: { title: string; version: string; description?: string }
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
}

interface Operation {
  operationId?: string
  summary?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[]
  requestBody?: { content?: Record<string, { schema: Schema }> }
  responses: Record<string, { description?: string; content?: Record<string, { schema: Schema }> }>
}

interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  description?: string
}

/** The API's document as one page for people: no script, nothing from elsewhere. */
export function toDocsPage(document: ApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const tags = [...Map.groupBy(operations, ({ operation }) => operation.tags?.[0] ?? 'other')]
  const schemas = Object.entries(document.components?.schemas ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  const contents = tags.map(([tag]) => `<a href="#tag-${encode(tag)}">${encode(tag)}</a>`)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${encode(document.info.title)} API</title><style>${STYLE}</style></head><body>
<h1>${encode(document.info.title)} API ${encode(document.info.version)}</h1>
<p>${encode(document.info.description ?? '')}</p>
<p>All paths begin with <code>/api/v1</code>. Log in with a user name and password (basic authentication), an API key
(<code>Authorization: Bearer KEY</code>), or the session of the web interface. The same as a document for
programs: <a href="/api/v1/openapi.json">openapi.json</a>.</p>
<nav>${contents.join(' ')} <a href="#schemas">schemas</a></nav>
${tags.map(([tag, all]) => `<h2 id="tag-${encode(tag)}">${encode(tag)}</h2>\n${all.map(toSection).join('\n')}`).join('\n')}
<h2 id="schemas">schemas</h2>
${schemas.map(([name, schema]) => `<section id="schema-${encode(name)}"><h3>${encode(name)}</h3><pre>${toType(schema, 0)}</pre></section>`).join('\n')}
</body></html>`
}

function toSection({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const id = encode(operation.operationId ?? '')
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const answers = Object.entries(operation.responses).filter(([status]) => status !== '4XX')
  return `<section id="${id}"><h3><b class="${encode(method)}">${encode(method.toUpperCase())}</b> <code>${encode(path)}</code></h3>
<p>${encode(operation.summary ?? '')} <small>${id}</small></p>
${toParameters(operation.parameters ?? [])}
${body ? `<h4>Body</h4><pre>${toType(body, 0)}</pre>` : ''}
${answers.map(([status, answer]) => toAnswer(status, Object.values(answer.content ?? {})[0]?.schema)).join('\n')}
</section>`
}

function toParameters(parameters: NonNullable<Operation['parameters']>): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(({ name, in: where, schema, description = '' }) => {
    const type = `${toType(schema, 0)}${where === 'path' ? ', in the path' : ''}`
    return `<tr><td><code>${encode(name)}</code></td><td>${type}</td><td>${encode(description)}</td></tr>`
  })
  return `<table>${rows.join('')}</table>`
}

function toAnswer(status: string, schema: Schema | undefined): string {
  const type = schema && schema.type !== 'null' ? `<pre>${toType(schema, 0)}</pre>` : '<p>nothing</p>'
  return `<h4>Answer ${encode(status)}</h4>${type}`
}

/** A schema in the notation of TypeScript, as HTML. */
function toType(schema: Schema, depth: number): string {
  if (schema.$ref) return toLink(schema.$ref)
  if (schema.const !== undefined) return encode(JSON.stringify(schema.const))
  if (schema.enum) return schema.enum.map((value) => encode(JSON.stringify(value))).join(' | ')
  if (schema.anyOf) return schema.anyOf.map((one) => toType(one, depth)).join(' | ')
  if (schema.type === 'array') return `${toType(schema.items ?? {}, depth)}[]`
  if (schema.properties) return toObject(schema, depth)
  if (typeof schema.additionalProperties === 'object')
    return `{ [name]: ${toType(schema.additionalProperties, depth)} }`
  const type = [schema.type ?? 'any'].flat().join(' | ')
  return encode(schema.format ? `${type} (${schema.format})` : type)
}

function toObject({ properties = {}, required = [] }: Schema, depth: number): string {
  const indent = '  '.repeat(depth + 1)
  const lines = Object.entries(properties).map(([name, member]) => {
    const optional = required.includes(name) ? '' : '?'
    const comment = member.description ? ` <i>// ${encode(member.description)}</i>` : ''
    return `${indent}${encode(name)}${optional}: ${toType(member, depth + 1)}${comment}`
  })
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
}

function toLink(ref: string): string {
  const name = encode(ref.split('/').at(-1) ?? '')
  return `<a href="#schema-${name}">${name}</a>`
}

function encode(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const STYLE = `
:root { color-scheme: light dark }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin-top: 3rem; border-bottom: 1px solid #8886; text-transform: capitalize }
h3 { margin: 2rem 0 0; font-size: 1rem } h4 { margin: .75rem 0 .25rem; font-size: .85rem; opacity: .8 }
h3 b { display: inline-block; min-width: 4.5em } b.get { color: #2b8a3e } b.post, b.put, b.patch { color: #c76a00 } b.delete { color: #d6336c }
p { margin: .25rem 0 } small, i { opacity: .75 } pre i { white-space: pre-wrap } nav a { margin-right: 1rem }
pre { margin: 0; padding: .6rem .8rem; background: #8881; overflow-x: auto; font-size: 13px }
table { border-collapse: collapse; font-size: 14px; margin: .5rem 0 } td { padding: .15rem 1rem .15rem 0; vertical-align: top; overflow-wrap: anywhere } td:first-child { min-width: 6rem }
h3 code { overflow-wrap: anywhere } a { color: light-dark(#3843b8, #98a2f3) }
`
