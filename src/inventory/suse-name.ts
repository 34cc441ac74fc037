/**
 * The full name of a SUSE system that gave os-release's NAME and VERSION_ID instead of PRETTY_NAME; undefined for what
 * is none. A service pack is the number after the dot, up to version 15: `SLES 15.6` is Server 15 SP6, 16.0 is 16.0.
 */
export function toSuseName(name: string): string | undefined {
  const [, id = '', major = '', minor] =
    /^([A-Z][\w-]*|SLE Micro) (\d+)(?:\.(\d+)(?:\.\d+)*|-SP(\d+))?$/.exec(name) ?? []
  const product = PRODUCTS[id]
  if (product === undefined) return undefined
  const { long, hasPacks } = product
  const pack = /-SP(\d+)$/.exec(name)?.[1] ?? minor
  if (hasPacks && Number(major) < 16) return `${long} ${major}${Number(pack ?? 0) > 0 ? ` SP${pack}` : ''}`
  return `${long} ${major}${minor === undefined ? '' : `.${minor}`}`
}

const PRODUCTS: Readonly<Record<string, { long: string; hasPacks: boolean }>> = {
  SLES: { long: 'SUSE Linux Enterprise Server', hasPacks: true },
  SLED: { long: 'SUSE Linux Enterprise Desktop', hasPacks: true },
  SLES_SAP: { long: 'SUSE Linux Enterprise Server for SAP Applications', hasPacks: true },
  SLE_HPC: { long: 'SUSE Linux Enterprise High Performance Computing', hasPacks: true },
  SLE_RT: { long: 'SUSE Linux Enterprise Real Time', hasPacks: true },
  'SLE Micro': { long: 'SUSE Linux Enterprise Micro', hasPacks: false },
  'SL-Micro': { long: 'SUSE Linux Micro', hasPacks: false },
  'ALP-Dolomite': { long: 'SUSE ALP Dolomite', hasPacks: false },
}
