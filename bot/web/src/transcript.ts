/** A conversation as a text file, and on paper. */

import type { Turn } from "./protocol";
import { ASSISTANT, NOT_A_DOCTOR, VISITOR } from "./texts";
import printStyles from "./styles/print.css";

/** Offers the conversation as a file to keep. */
export function saveAsText(title: string, turns: readonly Turn[]): void {
  const link = document.createElement("a");
  const address = URL.createObjectURL(
    new Blob([asText(title, turns)], { type: "text/plain;charset=utf-8" }),
  );
  link.href = address;
  link.download = `bone-health-conversation-${new Date().toISOString().slice(0, 10)}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function asText(title: string, turns: readonly Turn[]): string {
  const parts = turns.map((turn) => {
    if (turn.from === "visitor") return `${VISITOR}: ${turn.text}`;
    const said = `${ASSISTANT}: ${turn.text.replaceAll("**", "")}`;
    const sources = turn.sources.map((source) => `- ${[source.title, source.url].filter(Boolean).join(" ")}`);
    return [said, ...(sources.length ? ["Sources:", ...sources] : [])].join("\n");
  });
  return `${[title, new Date().toLocaleString(), NOT_A_DOCTOR, ...parts].join("\n\n")}\n`;
}

/** Prints the conversation alone, without the page around it. */
export function print(title: string, conversation: Element): void {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = title;
  document.body.append(frame);
  const page = frame.contentDocument;
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!page || !view) return;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(printStyles);
  page.adoptedStyleSheets = [sheet];
  page.title = title;
  const heading = page.createElement("h1");
  heading.textContent = title;
  const note = page.createElement("p");
  note.textContent = NOT_A_DOCTOR;
  const copy = page.importNode(conversation, true);
  for (const control of copy.querySelectorAll("button, osteo-feedback, .choices")) control.remove();
  for (const details of copy.querySelectorAll("details")) details.open = true;
  page.body.append(heading, note, copy);
  view.addEventListener("afterprint", () => frame.remove());
  view.print();
}
