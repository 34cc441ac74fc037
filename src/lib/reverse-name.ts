import { Resolver } from 'node:dns/promises'

/** The name of an address; '' when it has none, or nobody answers within two seconds. */
export async function findReverseName(ip: string): Promise<string> {
  const resolver = new Resolver({ timeout: 1000, tries: 1 })
  const timer = setTimeout(() => resolver.cancel(), 2000)
  try {
    const [name = ''] = await resolver.reverse(ip)
    return name.toLowerCase().replace(/\.$/, '')
  } catch {
    // not found, refused, cancelled: the address stands for the name
    return ''
  } finally {
    clearTimeout(timer)
  }
}
