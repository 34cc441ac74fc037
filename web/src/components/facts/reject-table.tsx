import type { RejectItem } from '../../api/types.ts'
import table from './fact-table.module.css'

/** What could not be used, where it stands and why; the rest of it was used. */
export function RejectTable({ rejects }: { rejects: RejectItem[] }) {
  return (
    <div className={table.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th>Section</th>
            <th>Item</th>
            <th>Why it was not used</th>
            <th>Text</th>
          </tr>
        </thead>
        <tbody>
          {rejects.map((one) => (
            <tr key={`${one.section}-${one.position}-${one.text}`}>
              <td>{one.section}</td>
              <td className="num" data-label="item">
                {one.position}
              </td>
              <td>{one.reason}</td>
              <td>
                <code>{one.text}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
