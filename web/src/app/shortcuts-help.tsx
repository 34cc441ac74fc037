import { Modal } from '@mantine/core'
import { ISSUES_NAV, MAIN_NAV } from './navigation.ts'
import classes from './shortcuts-help.module.css'

const GENERAL: [keys: string[], what: string][] = [
  [['Ctrl', 'K'], 'Find anything'],
  [['/'], 'Search in the list'],
  [['j'], 'Next row'],
  [['k'], 'Previous row'],
  [['x'], 'Select the row'],
  [['Enter'], 'Open the row'],
  [['Esc'], 'Close, leave a field'],
  [['?'], 'This help'],
]

export function ShortcutsHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const pages = [...MAIN_NAV, ISSUES_NAV].map((item): [string[], string] => [['g', item.key], item.label])
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard" size={520} styles={{ title: { fontWeight: 600 } }}>
      <div className={classes.columns}>
        <Keys title="Everywhere" rows={GENERAL} />
        <Keys title="Go to" rows={pages} />
      </div>
    </Modal>
  )
}

function Keys({ title, rows }: { title: string; rows: [string[], string][] }) {
  return (
    <dl className={classes.keys}>
      <h3>{title}</h3>
      {rows.map(([keys, what]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
