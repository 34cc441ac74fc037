/** An archive of these files, as ustar has it; names that end in a slash are folders. */
export function makeTar(files: Record<string, string | Buffer>, { end = true } = {}): Buffer {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const body = Buffer.from(content)
    return [toHeader(name, body.length), body, Buffer.alloc((512 - (body.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(end ? 1024 : 0)])
}

/** `kind`: of POSIX; '0' a file, '5' a folder. */
export function toHeader(name: string, size: number, kind = name.endsWith('/') ? '5' : '0'): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0, 100)
  header.write('0000644\0', 100)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('        ', 148)
  header.write(kind, 156)
  header.write('ustar\u000000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}
