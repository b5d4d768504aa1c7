/** "Was this helpful?" under an answer. */

import { html, LitElement, type TemplateResult } from "lit";

export type SendFeedback = (messageId: string, helpful: boolean, comment: string) => Promise<void>;

type Step = "asking" | "explaining" | "sending" | "sent" | "failed";

const MOST_CHARACTERS = 500;

export class FeedbackElement extends LitElement {
  static override properties = {
    messageId: { attribute: false },
    send: { attribute: false },
    step: { state: true },
  };

  declare messageId: string;
  declare send: SendFeedback;
  declare private step: Step;
  private comment = "";
  private helpful = true;

  constructor() {
    super();
    this.step = "asking";
  }

  /** Stands in the chat's own tree, so that its styles apply. */
  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    switch (this.step) {
      case "asking":
        return html`<div class="feedback" role="group" aria-label="Was this helpful?">
          <span aria-hidden="true">Was this helpful?</span>
          <button type="button" @click=${() => this.give(true)}>Yes</button>
          <button type="button" @click=${() => this.explain()}>No</button>
        </div>`;
      case "explaining":
        return html`<form class="feedback" @submit=${this.submit}>
          <label>
            What was missing? You don't have to say.
            <textarea
              rows="2"
              maxlength=${MOST_CHARACTERS}
              @input=${(event: Event) => {
                this.comment = (event.target as HTMLTextAreaElement).value;
              }}
            ></textarea>
          </label>
          <button type="submit">Send "not helpful"</button>
          <button type="button" @click=${() => this.goTo("asking")}>Cancel</button>
        </form>`;
      case "failed":
        return html`<div class="feedback" role="group" aria-label="Was this helpful?">
          <p class="outcome" tabindex="-1">That could not be sent.</p>
          <button type="button" @click=${() => this.give(this.helpful)}>Try again</button>
        </div>`;
      default:
        return html`<p class="feedback outcome" tabindex="-1">
          ${this.step === "sent" ? "Thank you. That helps us." : "Sending…"}
        </p>`;
    }
  }

  private explain(): void {
    this.helpful = false;
    this.goTo("explaining", "textarea");
  }

  private submit(event: Event): void {
    event.preventDefault();
    void this.give(false);
  }

  private async give(helpful: boolean): Promise<void> {
    this.helpful = helpful;
    this.goTo("sending", ".outcome");
    try {
      await this.send(this.messageId, helpful, helpful ? "" : this.comment.trim());
      this.goTo("sent", ".outcome");
    } catch {
      this.goTo("failed", ".outcome");
    }
  }

  /** Shows a step and moves the focus there, as what had it is gone. */
  private goTo(step: Step, focus = "button"): void {
    this.step = step;
    void this.updateComplete.then(() => {
      this.scrollIntoView({ block: "nearest" });
      this.querySelector<HTMLElement>(focus)?.focus();
    });
  }
}
