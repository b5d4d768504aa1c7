/** Draws the scale of scores: bands told apart by name and pattern, and a marker a reading. */

import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { ScoreData } from "../protocol";
import { type DrawnBand, type Marker, scoreScale } from "../score-scale";

const WIDTH = 320;
const STRIP_LEFT = 102;
const STRIP_WIDTH = 28;
const NAMES_LEFT = STRIP_LEFT + STRIP_WIDTH + 9;
const MARGIN = 8;
const LINE_HEIGHT = 23;
const PATTERN_STEP = 10;

/** The picture and its readings in words; nothing where there is no scale to draw. */
export function scaleView(data: ScoreData): TemplateResult | undefined {
  const scale = scoreScale(data);
  if (!scale) return undefined;
  const viewBox = `0 ${-MARGIN} ${WIDTH} ${scale.height + 2 * MARGIN}`;
  return html`<figure class="scale">
    <figcaption>Where ${scale.markers.length > 1 ? "these scores lie" : "this score lies"}</figcaption>
    <div class="picture" tabindex="0" role="group" aria-label="Picture of the scale">
      <svg viewBox=${viewBox} role="img" aria-label=${scale.description}>
        ${scale.bands.map(drawBand)} ${scale.markers.map(drawMarker)}
      </svg>
    </div>
    <ul class="readings">
      ${scale.markers.map(({ words }) => html`<li>${words}</li>`)}
    </ul>
  </figure>`;
}

function drawBand({ band, index, top, height }: DrawnBand): SVGTemplateResult {
  const bottom = top + height;
  const middle = top + height / 2 + 7;
  const first = middle - (band.lines.length * LINE_HEIGHT) / 2;
  return svg`<g>
    <rect class="band band-${index}" x=${STRIP_LEFT} y=${top} width=${STRIP_WIDTH} height=${height} />
    <path class="pattern" d=${PATTERNS[index]?.(top, bottom) ?? ""} />
    ${[...band.lines, band.numbers].map(
      (line, at) => svg`<text
        class=${at < band.lines.length ? "name" : "numbers"}
        x=${NAMES_LEFT}
        y=${first + at * LINE_HEIGHT}
      >${line}</text>`,
    )}
    ${band.from === null ? "" : svg`<path class="edge" d="M${STRIP_LEFT} ${bottom}H${WIDTH}" />`}
  </g>`;
}

/** How the bands are told apart without colour: plain, dotted, striped. */
const PATTERNS: readonly ((top: number, bottom: number) => string)[] = [
  () => "",
  (top, bottom) =>
    rows(top, bottom)
      .flatMap((y) => [7, 14, 21].map((x) => `M${STRIP_LEFT + x} ${y}h0`))
      .join(""),
  (top, bottom) =>
    rows(top, bottom)
      .map((y) => `M${STRIP_LEFT} ${y}h${STRIP_WIDTH}`)
      .join(""),
];

function rows(top: number, bottom: number): number[] {
  const count = Math.max(0, Math.floor((bottom - top - 1) / PATTERN_STEP));
  return Array.from({ length: count }, (_, row) => top + (row + 1) * PATTERN_STEP);
}

function drawMarker({ label, y, labelY }: Marker): SVGTemplateResult {
  const tip = STRIP_LEFT - 2;
  return svg`<g class="marker">
    <path class="halo" d="M${STRIP_LEFT} ${y}h${STRIP_WIDTH}" />
    <path class="at" d="M${STRIP_LEFT} ${y}h${STRIP_WIDTH}" />
    <path class="pointer" d="M${tip} ${y}l-12 -8v16z" />
    <path class="leader" d="M${tip - 12} ${y}L${tip - 18} ${labelY}" />
    <text class="value" x=${tip - 21} y=${labelY + 7}>${label}</text>
  </g>`;
}
