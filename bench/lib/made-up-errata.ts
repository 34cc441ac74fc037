/** Pieces of an updateinfo.xml of so many errata, each with ten builds, five CVEs and a text of a vendor's length. */
export async function* madeUpUpdateinfo(errata: number): AsyncGenerator<Buffer, void> {
  yield Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n<updates>\n')
  for (let i = 0; i < errata; i++) yield Buffer.from(toUpdate(i))
  yield Buffer.from('</updates>\n')
}

const TEXT = 'A flaw was found in how the library parses what it is given, which allows it to be crashed. '.repeat(8)

function toUpdate(i: number): string {
  const name = `EXSA-${2015 + (i % 11)}:${10_000 + i}`
  const cves = Array.from({ length: 5 }, (_, n) => `CVE-${2015 + (i % 11)}-${10_000 + i * 5 + n}`)
  const references = cves.map(
    (cve) => `<reference href="https://example.org/${cve}" id="${cve}" title="${cve}" type="cve"/>`,
  )
  const packages = Array.from({ length: 10 }, (_, n) => toPackage(`package${i % 4000}-part${n}`, i))
  return `<update from="security@example.org" status="final" type="${i % 3 === 0 ? 'bugfix' : 'security'}" version="1">
<id>${name}</id><title>Important: package${i % 4000} security update</title><issued date="2024-05-06 07:08:09"/>
<updated date="2024-05-06 07:08:09"/><severity>Important</severity><description>${TEXT}</description>
<references>${references.join('')}</references>
<pkglist><collection short="x"><name>x</name>${packages.join('')}</collection></pkglist></update>\n`
}

function toPackage(name: string, i: number): string {
  const [version, release] = [`1.${Math.floor(i / 4000)}`, `${(i % 7) + 1}.el9`]
  return `<package name="${name}" epoch="0" version="${version}" release="${release}" arch="x86_64" src="x.src.rpm"><filename>${name}-${version}-${release}.x86_64.rpm</filename></package>`
}
