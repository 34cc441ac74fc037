/** Runs in the page. WCAG 2.2: 1.4.10 (nothing sideways), 4.1.2 (everything that can be used has a name). */
export function findNamelessAndSideways(): string[] {
  const faults: string[] = []
  const root = document.documentElement
  const sideways = root.scrollWidth - root.clientWidth
  if (sideways > 0) faults.push(`${sideways} pixels wider than the window`)
  if (root.lang === '') faults.push('no language')
  if (document.title === '') faults.push('no title')

  const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const describe = (element: Element) => element.outerHTML.slice(0, 140)
  const nameOf = (element: Element) => {
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((one) => one.textContent) : []
    const by = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
    const inner = [...element.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'))
    return [element.getAttribute('aria-label'), ...labels, ...by, element.textContent, ...inner].join('').trim()
  }
  for (const element of document.querySelectorAll('a[href], button, input, select, textarea, [role=img], [role=tab]')) {
    if (isShown(element) && nameOf(element) === '') faults.push(`no name: ${describe(element)}`)
  }
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
  for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i)))
    faults.push(`two elements with the id ${id}`)
  return faults
}

/** Runs in the page. WCAG 2.2, 1.4.3: text has a contrast of 4.5:1, of 3:1 where it is large. */
export function findPaleText(): string[] {
  const faults = new Set<string>()
  const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  type Colour = [red: number, green: number, blue: number, alpha: number]
  const parse = (text: string): Colour => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
    return [r, g, b, a]
  }
  const over = ([r, g, b, a]: Colour, [R, G, B]: Colour): Colour => {
    return [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1]
  }
  const backgroundOf = (element: Element | null): Colour => {
    if (!element) return [255, 255, 255, 1]
    const own = parse(getComputedStyle(element).backgroundColor)
    return own[3] === 1 ? own : over(own, backgroundOf(element.parentElement))
  }
  const luminance = (colour: Colour) => {
    const [r = 0, g = 0, b = 0] = colour.slice(0, 3).map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const isText = (node: ChildNode) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== ''
  for (const element of document.querySelectorAll('body *')) {
    if (![...element.childNodes].some(isText) || !isShown(element)) continue
    if (element.closest('[disabled], [data-disabled], .visually-hidden, svg, noscript, [data-stale]')) continue
    const style = getComputedStyle(element)
    const background = backgroundOf(element)
    const [a, b] = [luminance(over(parse(style.color), background)), luminance(background)]
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    const size = Number.parseFloat(style.fontSize)
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
    if (contrast < (isLarge ? 3 : 4.5))
      faults.add(`contrast ${contrast.toFixed(2)}: ${element.outerHTML.slice(0, 140)}`)
  }
  return [...faults]
}

/** Runs in the page. Columns of lists whose title does not fit, or that are too narrow to tell anything. */
export function findSquashedColumns(): string[] {
  const LEAST_PIXELS = 50
  const heads = [...document.querySelectorAll('main thead th')].filter((head) => head.textContent?.trim() !== '')
  return heads
    .filter((head) => head.closest('table')?.matches('[aria-label]') && head.checkVisibility())
    .filter((head) => head.scrollWidth > head.clientWidth + 1 || head.clientWidth < LEAST_PIXELS)
    .map((head) => `the column ${head.textContent} has ${head.clientWidth} pixels of ${window.innerWidth}`)
}
