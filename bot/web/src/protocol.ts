/** What the server says, read from JSON that is not trusted to have the right shape. */

export interface Choice {
  readonly title: string;
  readonly payload: string;
}

export interface Source {
  readonly title: string;
  readonly url: string | undefined;
}

export type ScoreKind = "T" | "Z";

export interface Reading {
  readonly kind: ScoreKind;
  readonly value: number;
  readonly site: string | undefined;
  readonly year: number | undefined;
}

export interface ScoreData {
  readonly type: "t_score";
  readonly status: string;
  readonly group: string | undefined;
  readonly readings: readonly Reading[];
}

export interface ComparisonRow {
  readonly label: string;
  readonly cells: readonly string[];
}

export interface ComparisonData {
  readonly type: "comparison";
  readonly columns: readonly string[];
  readonly rows: readonly ComparisonRow[];
}

export interface VisitorTurn {
  readonly from: "visitor";
  readonly text: string;
  readonly at: string;
}

export interface BotTurn {
  readonly from: "bot";
  readonly id: string | undefined;
  readonly text: string;
  readonly topic: string | undefined;
  readonly choices: readonly Choice[];
  readonly data: ScoreData | ComparisonData | undefined;
  readonly sources: readonly Source[];
  readonly at: string;
}

export type Turn = VisitorTurn | BotTurn;

type Fields = Readonly<Record<string, unknown>>;

/** Reads the turns of an answer or of a history; entries that are no messages are left out. */
export function readTurns(body: unknown, now: string): Turn[] {
  return listOf(fields(body)["messages"]).map((entry) => readTurn(entry, now));
}

/** Reads the token of a new conversation; empty when there is none. */
export function readToken(body: unknown): string {
  return text(fields(body)["token"]);
}

/** Reads the words of an error; empty when there are none. */
export function readErrorMessage(body: unknown): string {
  return text(fields(fields(body)["error"])["message"]);
}

function readTurn(entry: Fields, now: string): Turn {
  const at = text(entry["at"]) || now;
  if (entry["from"] === "visitor") {
    return { from: "visitor", text: text(entry["text"]), at };
  }
  return {
    from: "bot",
    id: optionalText(entry["id"]),
    text: text(entry["text"]),
    topic: optionalText(entry["topic"]),
    choices: listOf(entry["buttons"])
      .map((button) => ({ title: text(button["title"]), payload: text(button["payload"]) }))
      .filter((choice) => choice.title && choice.payload),
    data: readData(fields(entry["data"])),
    sources: listOf(entry["sources"])
      .map((source) => ({ title: text(source["title"]), url: webAddress(source["url"]) }))
      .filter((source) => source.title),
    at,
  };
}

function readData(data: Fields): ScoreData | ComparisonData | undefined {
  if (data["type"] === "t_score") {
    return {
      type: "t_score",
      status: text(data["status"]),
      group: optionalText(data["group"]),
      readings: listOf(data["readings"]).flatMap(readReading),
    };
  }
  if (data["type"] === "comparison") {
    const columns = list(data["columns"]).map(text).filter(Boolean);
    const rows = listOf(data["rows"]).map((row) => ({
      label: text(row["label"]),
      cells: columns.map((column) => text(row[column.toLowerCase()])),
    }));
    return columns.length && rows.length ? { type: "comparison", columns, rows } : undefined;
  }
  return undefined;
}

function readReading(reading: Fields): Reading[] {
  const { kind, value, year } = reading;
  if ((kind !== "T" && kind !== "Z") || !isNumber(value)) return [];
  const site = optionalText(reading["site"]);
  return [{ kind, value, site, year: isNumber(year) ? year : undefined }];
}

/** An address of the web as it may stand behind a link; anything else is undefined. */
function webAddress(value: unknown): string | undefined {
  return /^https?:\/\//i.test(text(value)) ? text(value) : undefined;
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function listOf(value: unknown): Fields[] {
  return list(value).filter((entry) => typeof entry === "object" && entry !== null) as Fields[];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function optionalText(value: unknown): string | undefined {
  return text(value) || undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
