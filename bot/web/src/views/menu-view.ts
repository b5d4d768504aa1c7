/** What can be done with the conversation, and the question before it is given up. */

import { html, type TemplateResult } from "lit";

export type Leaving = "restart" | "erase";

export interface MenuActions {
  readonly toggleTimes: () => void;
  readonly save: () => void;
  readonly print: () => void;
  readonly askToLeave: (how: Leaving) => void;
}

export interface MenuState {
  readonly showTimes: boolean;
  readonly isEmpty: boolean;
}

export function menuView({ showTimes, isEmpty }: MenuState, actions: MenuActions): TemplateResult {
  return html`<div class="menu" id="menu" role="group" aria-label="Menu">
    <button type="button" aria-pressed=${showTimes} @click=${actions.toggleTimes}>
      ${showTimes ? "Hide times" : "Show times"}
    </button>
    <button type="button" ?disabled=${isEmpty} @click=${actions.save}>Save as text</button>
    <button type="button" ?disabled=${isEmpty} @click=${actions.print}>Print</button>
    <button type="button" ?disabled=${isEmpty} @click=${() => actions.askToLeave("restart")}>
      New conversation
    </button>
    <button type="button" ?disabled=${isEmpty} @click=${() => actions.askToLeave("erase")}>
      Delete my conversation
    </button>
  </div>`;
}

const QUESTIONS: Readonly<Record<Leaving, { question: string; yes: string; no: string }>> = {
  restart: {
    question:
      "Start a new conversation? This one will be cleared from the window and can't be opened " +
      "again. You may want to save it as text first.",
    yes: "Start a new one",
    no: "Stay here",
  },
  erase: {
    question: "Delete this conversation here and on our server? It can't be brought back.",
    yes: "Yes, delete it",
    no: "No, keep it",
  },
};

export function leavingView(
  how: Leaving,
  trouble: string,
  confirm: () => void,
  cancel: () => void,
): TemplateResult {
  const { question, yes, no } = QUESTIONS[how];
  return html`<div class="menu leaving" role="group" aria-labelledby="leaving-question">
    <p id="leaving-question">${question}</p>
    ${trouble ? html`<p class="trouble" role="alert">${trouble}</p>` : ""}
    <button type="button" class="main" @click=${confirm}>${yes}</button>
    <button type="button" class="keep" @click=${cancel}>${no}</button>
  </div>`;
}
