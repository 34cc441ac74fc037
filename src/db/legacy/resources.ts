import { HOST_RESOURCES } from './host-resources.ts'
import { OS_RESOURCES } from './os-resources.ts'
import { PACKAGE_RESOURCES } from './package-resources.ts'
import { REPO_RESOURCES } from './repo-resources.ts'
import type { LegacyResource } from './resource.ts'
import { SECURITY_RESOURCES } from './security-resources.ts'

/** By their names in the addresses. */
export const LEGACY_RESOURCES: Record<string, LegacyResource> = {
  ...HOST_RESOURCES,
  ...OS_RESOURCES,
  ...PACKAGE_RESOURCES,
  ...SECURITY_RESOURCES,
  ...REPO_RESOURCES,
}
