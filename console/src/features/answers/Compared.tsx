import type { Comparison } from "./types";

/** Products side by side; the best of a row is bold. */
export function Compared({ table }: { table: Comparison }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="compared" tabIndex={0} aria-label={table.products[0]?.title}>
      <table className="grid">
        <thead>
          <tr>
            <td />
            {table.products.map((one) => (
              <th key={one.id} scope="col" dir="auto">
                {one.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {row.values.map((value, at) => (
                <td key={table.products[at]?.id ?? at} dir="auto">
                  {value.best ? <b>{value.text}</b> : value.text}
                  {value.note && <small> {value.note}</small>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
