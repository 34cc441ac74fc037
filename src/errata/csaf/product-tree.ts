import { toList, toMembers, toText, toTexts } from '../json-values.ts'

/** A product of a document: a package, a module, or what packages are for. */
export interface CsafProduct {
  id: string
  name: string
  /** '' where it is not told. */
  purl: string
  cpe: string
}

/** A package as a component of what it is for. */
export interface CsafComponent {
  package: CsafProduct
  /** What is between the two: a module. */
  module: CsafProduct | undefined
  platform: CsafProduct
}

/** Branches are nested some six deep; deeper ones are left out. */
const MAX_DEPTH = 30

/** The products of a document and how they belong together (CSAF 2.0, 3.2.2). */
export class ProductTree {
  readonly #products = new Map<string, CsafProduct>()
  /** By the id of the whole: the component, and what it is a component of. */
  readonly #relationships = new Map<string, { component: string; parent: string }>()
  readonly #groups = new Map<string, string[]>()

  constructor(value: unknown) {
    const { branches, full_product_names, relationships, product_groups } = toMembers(value)
    this.#addBranches(branches, 0)
    for (const product of toList(full_product_names)) this.#addProduct(product)
    for (const relationship of toList(relationships)) this.#addRelationship(toMembers(relationship))
    for (const group of toList(product_groups).map(toMembers)) {
      this.#groups.set(toText(group.group_id), toTexts(group.product_ids))
    }
  }

  /** Ids of all components of something. */
  get componentIds(): string[] {
    return [...this.#relationships.keys()]
  }

  /** undefined for what is no component of anything that is known. */
  findComponent(id: string): CsafComponent | undefined {
    const first = this.#relationships.get(id)
    if (!first) return undefined
    let module: CsafProduct | undefined
    let at = first.parent
    // a chain of them, which must not lead in a circle
    for (let step = 0; step < MAX_DEPTH; step++) {
      const platform = this.#products.get(at)
      if (platform) return { package: this.#find(first.component), module, platform }
      const next = this.#relationships.get(at)
      if (!next) return undefined
      module = this.#find(next.component)
      at = next.parent
    }
    return undefined
  }

  /** The products that an entry of a document means, by their ids and by groups. */
  listMeant({ product_ids, group_ids }: Readonly<Record<string, unknown>>): string[] {
    return [...toTexts(product_ids), ...toTexts(group_ids).flatMap((id) => this.#groups.get(id) ?? [])]
  }

  #find(id: string): CsafProduct {
    return this.#products.get(id) ?? { id, name: id, purl: '', cpe: '' }
  }

  #addBranches(list: unknown, depth: number): void {
    if (depth > MAX_DEPTH) return
    for (const branch of toList(list).map(toMembers)) {
      if (branch.product !== undefined) this.#addProduct(branch.product)
      this.#addBranches(branch.branches, depth + 1)
    }
  }

  #addProduct(value: unknown): void {
    const { product_id, name, product_identification_helper } = toMembers(value)
    const { purl, cpe } = toMembers(product_identification_helper)
    const id = toText(product_id)
    if (id !== '') this.#products.set(id, { id, name: toText(name) || id, purl: toText(purl), cpe: toText(cpe) })
  }

  #addRelationship(said: Readonly<Record<string, unknown>>): void {
    const id = toText(toMembers(said.full_product_name).product_id)
    const [component, parent] = [toText(said.product_reference), toText(said.relates_to_product_reference)]
    if (id !== '' && component !== '' && parent !== '') this.#relationships.set(id, { component, parent })
  }
}
