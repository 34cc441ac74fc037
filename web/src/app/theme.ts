import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  InputWrapper,
  localStorageColorSchemeManager,
  Menu,
  Modal,
  Tooltip,
} from '@mantine/core'

/** The same key is read by public/color-scheme.js before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'patchman-color-scheme' })

export const theme = createTheme({
  colors: {
    dark: [
      '#e9ebee',
      '#c4c8d0',
      '#a3a9b5',
      '#6b7280',
      '#363b45',
      '#262a31',
      '#181b20',
      '#111317',
      '#0c0e11',
      '#08090b',
    ],
    accent: [
      '#eef0fd',
      '#dcdffb',
      '#b9c0f7',
      '#98a2f3',
      '#8089ef',
      '#636ee6',
      '#4350d6',
      '#3843b8',
      '#2f389a',
      '#262d7c',
    ],
  },
  primaryColor: 'accent',
  primaryShade: 6,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", Menlo, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { fw: 500 } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 200,
        fz: 12,
        withArrow: false,
        multiline: true,
        maw: 320,
        transitionProps: { duration: 80 },
      },
    }),
    InputWrapper: InputWrapper.extend({ styles: { label: { fontWeight: 500 } } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 80 }, position: 'bottom-end' } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, transitionProps: { duration: 100 }, overlayProps: { backgroundOpacity: 0.35 } },
    }),
  },
})

/** Mantine's own colours become ours: tokens.css says what they are in light and in dark. */
export const cssVariables: CSSVariablesResolver = () => {
  const variables = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-2)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--security)',
  }
  return { variables: {}, light: variables, dark: variables }
}
