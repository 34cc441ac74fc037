// Sets the colour scheme before the first paint. A file of its own: the CSP allows no inline script.
{
  let chosen = null
  try {
    chosen = localStorage.getItem('patchman-color-scheme')
  } catch {
    // storage may be forbidden: the system's scheme is used
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
}
