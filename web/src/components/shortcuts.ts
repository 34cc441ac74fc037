/** True while keys belong to a field or an open dialog, not to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null
  if (target?.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu]')) return true
  return document.querySelector('[role=dialog], [data-menu-dropdown]') !== null
}
