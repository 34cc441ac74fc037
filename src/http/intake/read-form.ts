import { Busboy } from '@fastify/busboy'
import { Problem } from '../../lib/problem.ts'
import { tooLarge } from './decode-body.ts'

const MAX_FIELDS = 100

/**
 * The fields of a form, `multipart/form-data` or urlencoded; the last of a name wins. A part that came as a
 * file is a field, too. Throws a 400 on what is no such form, a 413 on too many fields.
 */
export function readForm(body: Buffer, contentType: string): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const limits = { fieldNameSize: 100, fieldSize: body.length + 1, fileSize: body.length + 1, parts: MAX_FIELDS }
    const fields: Record<string, string> = Object.create(null)
    const broken = () => reject(new Problem(400, 'broken-form', 'The form cannot be read.'))
    const form = openForm(contentType, { ...limits, fields: MAX_FIELDS, files: MAX_FIELDS })
    if (!form) return broken()
    form.on('field', (name: string, value: string) => {
      fields[name] = value
    })
    form.on('file', (name: string, stream: NodeJS.ReadableStream) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', broken)
      stream.on('end', () => {
        fields[name] = Buffer.concat(chunks).toString()
      })
    })
    for (const event of ['fieldsLimit', 'partsLimit', 'filesLimit']) form.on(event, () => reject(tooLarge(body.length)))
    form.on('error', broken)
    form.on('finish', () => resolve(fields))
    form.end(body)
  })
}

/** Throws where multipart has no boundary. */
function openForm(contentType: string, limits: object) {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits })
  } catch {
    return undefined
  }
}
