/** Who can install what is in a pocket of Ubuntu's: '' everybody, else hosts with that part of Ubuntu Pro. */
export const toPocket = (pocket: string) => (pocket === 'security' || pocket === 'updates' ? '' : pocket)
