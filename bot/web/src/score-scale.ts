/** Works out the picture of the T-score or Z-score scale; the drawing is in views/. */

import type { Reading, ScoreData, ScoreKind } from "./protocol";
import scoreBands from "./score-bands.json";

export interface Band {
  /** Lower end; null for the lowest band. */
  readonly from: number | null;
  readonly fromIncluded: boolean;
  readonly name: string;
  /** Its ends in words. */
  readonly words: string;
  /** Its name, broken into lines for the picture. */
  readonly lines: readonly string[];
  /** Its ends in figures. */
  readonly numbers: string;
}

export interface DrawnBand {
  readonly band: Band;
  /** Place among the bands, from the top. */
  readonly index: number;
  readonly top: number;
  readonly height: number;
}

export interface Marker {
  /** What stands beside the marker: the value, behind a letter when there are several. */
  readonly label: string;
  /** The same in words, with its site and band. */
  readonly words: string;
  readonly y: number;
  /** Where the label stands; apart from `y` when labels would overlap. */
  readonly labelY: number;
}

export interface Scale {
  readonly bands: readonly DrawnBand[];
  readonly markers: readonly Marker[];
  readonly height: number;
  /** The whole picture in words. */
  readonly description: string;
}

const BANDS: Readonly<Record<ScoreKind, readonly Band[]>> = scoreBands;
const UNIT = 50;
const LABEL_HEIGHT = 26;
// What the picture shows at least.
const LOWEST = -4;
const HIGHEST = 1;

// Readings from elsewhere can't be placed in the bands (heel, finger, other devices).
const SITES: Readonly<Record<string, string>> = {
  lumbar_spine: "Spine",
  total_hip: "Hip",
  femoral_neck: "Femoral neck (top of the thigh bone)",
  radius_33: "Forearm",
};

/** The scale for an explained score; undefined where there is nothing to draw. */
export function scoreScale(data: ScoreData): Scale | undefined {
  if (data.status !== "explained" || !data.group) return undefined;
  const kind = data.group.endsWith("_expected_range") ? "Z" : "T";
  const readings = data.readings
    .filter((reading) => reading.kind === kind && (!reading.site || reading.site in SITES))
    .sort((one, other) => other.value - one.value);
  if (!readings.length) return undefined;

  const top = Math.max(HIGHEST, ...readings.map(({ value }) => Math.ceil(value + 0.4)));
  const bottom = Math.min(LOWEST, ...readings.map(({ value }) => Math.floor(value - 0.4)));
  const height = (top - bottom) * UNIT;
  const heightOf = (value: number): number => (top - value) * UNIT;
  const places = spread(readings.map(({ value }) => heightOf(value)), height);
  const markers = readings.map((reading, index) => {
    const letter = readings.length > 1 ? String.fromCharCode(65 + index) : "";
    return {
      label: `${letter} ${signed(reading.value)}`.trim(),
      words: `${letter ? `${letter}: ` : ""}${inWords(reading)}`,
      y: heightOf(reading.value),
      labelY: places[index] ?? 0,
    };
  });
  const bands = drawBands(kind, top, height);
  return { bands, markers, height, description: describe(kind, markers) };
}

/** The band that a score lies in. */
function bandOf(kind: ScoreKind, value: number): Band {
  const found = BANDS[kind].find(
    ({ from, fromIncluded }) => from === null || value > from || (fromIncluded && value === from),
  );
  if (!found) throw new Error("The lowest band takes every score.");
  return found;
}

/** A score as it is printed, with a real minus sign and at least one decimal. */
function signed(value: number): string {
  return `${value < 0 ? "−" : value > 0 ? "+" : ""}${digits(value)}`;
}

function digits(value: number): string {
  const size = Math.abs(value);
  return Number.isInteger(size * 10) ? size.toFixed(1) : String(size);
}

function spoken(value: number): string {
  return `${value < 0 ? "minus " : value > 0 ? "plus " : ""}${digits(value)}`;
}

function inWords({ kind, value, site, year }: Reading): string {
  const place = site ? (SITES[site] ?? "") : `${kind}-score`;
  return `${place}${year ? `, ${year}` : ""}: ${spoken(value)}, ${bandOf(kind, value).name}`;
}

function drawBands(kind: ScoreKind, top: number, height: number): DrawnBand[] {
  let start = 0;
  return BANDS[kind].map((band, index) => {
    const end = band.from === null ? height : (top - band.from) * UNIT;
    const drawn = { band, index, top: start, height: end - start };
    start = end;
    return drawn;
  });
}

/** Moves heights that are in order apart, so that labels there do not overlap. */
function spread(heights: readonly number[], most: number): number[] {
  const places: number[] = [];
  for (const height of heights) {
    places.push(Math.max(height, (places[places.length - 1] ?? -Infinity) + LABEL_HEIGHT));
  }
  let limit = most - LABEL_HEIGHT / 2;
  for (let index = places.length - 1; index >= 0; index -= 1) {
    places[index] = Math.min(places[index] ?? 0, limit);
    limit = (places[index] ?? 0) - LABEL_HEIGHT;
  }
  return places;
}

function describe(kind: ScoreKind, markers: readonly Marker[]): string {
  const bands = BANDS[kind].map(({ name, words }) => `${name}, ${words}`).join("; ");
  const readings = markers.map(({ words }) => words).join("; ");
  return `The ${kind}-score scale from top to bottom: ${bands}. On it: ${readings}.`;
}
