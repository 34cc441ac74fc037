import type { XmlElement } from './element.ts'

/** What a piece of a file held. */
export interface XmlPart {
  /** The root's attributes; nothing else of it. */
  root: Readonly<Record<string, string>>
  records: XmlRecord[]
}

/** An element in the root. */
export interface XmlRecord {
  element: XmlElement
  /** From 1. */
  position: number
  /** What is not well-formed in it, as a sentence; '' where all is. */
  flaw: string
  /** The flaw is only in a text: a character that XML does not allow, an unknown entity. */
  isUsable: boolean
}
