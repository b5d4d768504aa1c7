/** What goes on at the end of the conversation: waiting, or a failure with the way on. */

import { html, nothing, type TemplateResult } from "lit";
import type { State } from "../conversation";
import type { FailureKind } from "../failures";
import { SLOW } from "../texts";

export function statusView(state: State, retry: () => void): TemplateResult | typeof nothing {
  switch (state.kind) {
    case "resting":
      return nothing;
    case "restoring":
      return waiting("Looking for your conversation…");
    case "waiting":
      return waiting(state.slow ? SLOW : "The assistant is writing…");
    case "failed":
      return html`<div class="failure">
        <p>${state.failure.message}</p>
        <button type="button" class="main" @click=${retry}>${wayOn(state.failure.kind)}</button>
      </div>`;
  }
}

function waiting(words: string): TemplateResult {
  return html`<p class="waiting">
    <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${words}
  </p>`;
}

function wayOn(kind: FailureKind): string {
  return kind === "ended" ? "Start a new conversation" : "Try again";
}
