import { IconAlertTriangleFilled, IconExclamationCircle, IconInfoCircle } from '@tabler/icons-react'
import type { Issue } from '../../api/types.ts'

const LOOKS = {
  error: { icon: IconAlertTriangleFilled, color: 'var(--security)', word: 'Error' },
  warning: { icon: IconExclamationCircle, color: 'var(--bugfix)', word: 'Warning' },
  info: { icon: IconInfoCircle, color: 'var(--text-2)', word: 'Note' },
}

export function SeverityIcon({ severity }: { severity: Issue['severity'] }) {
  const { icon: Icon, color, word } = LOOKS[severity]
  return <Icon size={16} color={color} style={{ flex: 'none' }} role="img" aria-label={word} />
}
