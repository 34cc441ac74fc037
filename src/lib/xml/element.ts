/** An element with all that is in it. */
export interface XmlElement {
  /** Without its prefix: `rpm:entry` is `entry`. */
  name: string
  /** By name as written, with the prefix. */
  attributes: Readonly<Record<string, string>>
  /** Its own text, without that of the elements in it. */
  text: string
  children: XmlElement[]
}

/** The first element of that name in it. */
export function findChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name)
}

export function findChildren(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

/** The text of the first element of that name, without blanks around it; '' where there is none. */
export function childText(element: XmlElement | undefined, name: string): string {
  return findChild(element, name)?.text.trim() ?? ''
}
