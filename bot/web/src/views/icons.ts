/** Icons, drawn in the colour of the text around them. */

import { html, type TemplateResult } from "lit";

function icon(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}

export const SPEECH_BUBBLE = icon("M4 5h16v11H10l-5 4v-4H4z");
export const CLOSE = icon("M6 6l12 12M18 6L6 18");
export const MENU = icon("M4 7h16M4 12h16M4 17h16");
