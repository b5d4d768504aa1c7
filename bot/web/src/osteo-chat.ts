/** Defines <osteo-chat>. */

import { ChatElement } from "./chat-element";
import { FeedbackElement } from "./feedback-element";

const script = document.currentScript;
const origin = script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin;

class OsteoChat extends ChatElement {
  override connectedCallback(): void {
    this.server = this.server ? new URL(this.server, location.href).origin : origin;
    super.connectedCallback();
  }
}

if (!customElements.get("osteo-chat")) {
  customElements.define("osteo-feedback", FeedbackElement);
  customElements.define("osteo-chat", OsteoChat);
}
