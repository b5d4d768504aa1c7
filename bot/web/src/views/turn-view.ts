/** One turn of the conversation. */

import { html, nothing, type TemplateResult } from "lit";
import type { SendFeedback } from "../feedback-element";
import { renderMarkdown } from "../markdown";
import type { BotTurn, Source, Turn } from "../protocol";
import { ASSISTANT, VISITOR } from "../texts";
import { comparisonView, wordsBesideTable } from "./comparison-view";
import { scaleView } from "./scale-view";

export interface TurnSettings {
  readonly showTimes: boolean;
  readonly sendFeedback: SendFeedback;
}

// Rendered once, so that an answer keeps its nodes (and a reader the place) when others arrive.
const rendered = new WeakMap<BotTurn, HTMLElement>();

export function turnView(turn: Turn, settings: TurnSettings): TemplateResult {
  const speaker = turn.from === "bot" ? ASSISTANT : VISITOR;
  return html`<li class="turn ${turn.from}">
    <h3>${speaker}${settings.showTimes ? timeView(turn.at) : nothing}</h3>
    ${turn.from === "bot" ? botView(turn, settings) : html`<p class="text said">${turn.text}</p>`}
  </li>`;
}

/** An answer's text in words, for announcing it. */
export function plainText(turn: BotTurn): string {
  return (textOf(turn).textContent ?? "").replace(/\s+/g, " ").trim();
}

function botView(turn: BotTurn, { sendFeedback }: TurnSettings): TemplateResult {
  const { data, id, sources } = turn;
  return html`${textOf(turn)}
  ${data?.type === "t_score" ? scaleView(data) : nothing}
  ${data?.type === "comparison" ? comparisonView(data) : nothing}
  ${sources.length ? sourcesView(sources) : nothing}
  ${
    id && sources.length
      ? html`<osteo-feedback .messageId=${id} .send=${sendFeedback}></osteo-feedback>`
      : nothing
  }`;
}

function textOf(turn: BotTurn): HTMLElement {
  const known = rendered.get(turn);
  if (known) return known;
  const words = turn.data?.type === "comparison" ? wordsBesideTable(turn.text, turn.data) : turn.text;
  const element = renderMarkdown(words);
  rendered.set(turn, element);
  return element;
}

function sourcesView(sources: readonly Source[]): TemplateResult {
  return html`<details class="sources">
    <summary>Sources (${sources.length})</summary>
    <ul>
      ${sources.map(
        ({ title, url }) =>
          html`<li>
            ${
              url
                ? html`<a href=${url} target="_blank" rel="noopener noreferrer"
                    >${title}<span class="unseen"> (opens in a new tab)</span></a
                  >`
                : title
            }
          </li>`,
      )}
    </ul>
  </details>`;
}

function timeView(at: string): TemplateResult | typeof nothing {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return nothing;
  const shown = moment.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  return html` <time datetime=${at}>${shown}</time>`;
}
