import { hash, verify } from '@node-rs/argon2'

// argon2id with the parameters that OWASP recommends: 19 MiB, two passes, one lane
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** An argon2id hash as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

/** Takes as long for a user that does not exist (no `phc`) as for one that does. */
export async function isPassword(password: string, phc: string | undefined): Promise<boolean> {
  const stored = phc ?? (await (decoy ??= hashPassword('nobody has this password')))
  const matches = await verify(stored, password).catch(() => false)
  return matches && phc !== undefined
}

let decoy: Promise<string> | undefined
