/** The contrast of two conditions as a table that also fits a phone. */

import { html, type TemplateResult } from "lit";
import type { ComparisonData } from "../protocol";

export function comparisonView({ columns, rows }: ComparisonData): TemplateResult {
  return html`<table>
    <caption>
      ${columns.join(" and ")}, side by side
    </caption>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    ${rows.map(
      ({ label, cells }) => html`<tbody>
        <tr>
          <th scope="rowgroup" colspan=${columns.length}>${label}</th>
        </tr>
        <tr>
          ${cells.map((cell) => html`<td>${cell}</td>`)}
        </tr>
      </tbody>`,
    )}
  </table>`;
}

/** An answer's words without the lines that the table beside them repeats. */
export function wordsBesideTable(text: string, { rows }: ComparisonData): string {
  return text
    .split("\n")
    .filter((line) => !rows.some(({ cells }) => cells.every((cell) => cell && line.includes(cell))))
    .join("\n");
}
