/**
 * Whether zypper lets a package pass from one vendor to another: those that begin alike are one, and so are SUSE's and
 * openSUSE's (zypp's own classes and Leap's vendors.d). Where a side does not tell its vendor nobody can say no.
 */
export function isSameVendor(a: string, b: string): boolean {
  return a === '' || b === '' || classOf(a) === classOf(b)
}

/** The distribution's own packages. */
export function isSuseVendor(vendor: string): boolean {
  return /^\s*(open)?suse/i.test(vendor)
}

function classOf(vendor: string): string {
  return isSuseVendor(vendor) ? 'suse' : vendor.toLowerCase().trim()
}
