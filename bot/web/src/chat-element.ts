/** The chat: a button that opens a panel with one conversation. */

import { html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import { Api } from "./api";
import { Conversation } from "./conversation";
import { Failure } from "./failures";
import { Memory } from "./memory";
import type { BotTurn, Choice } from "./protocol";
import { INTRODUCTION, NOT_A_DOCTOR, SLOW, STARTING_QUESTIONS } from "./texts";
import { styles } from "./styles/styles";
import { print, saveAsText } from "./transcript";
import { CLOSE, MENU, SPEECH_BUBBLE } from "./views/icons";
import { type Leaving, leavingView, menuView } from "./views/menu-view";
import { statusView } from "./views/status-view";
import { plainText, turnView } from "./views/turn-view";

const MOST_CHARACTERS = 1_000;
const LARGEST_TEXT = 2;
// The panel fills such a window, so the page behind must be out of reach.
const SMALL_WINDOW = "(max-width: 40em), (max-height: 30em)";
const TOUCH = "(pointer: coarse)";

type Overlay = "menu" | Leaving | undefined;

export class ChatElement extends LitElement {
  static override styles = unsafeCSS(styles);
  static override properties = {
    heading: {},
    server: {},
    remember: {},
    isOpen: { state: true },
    overlay: { state: true },
    trouble: { state: true },
    showTimes: { state: true },
    textSize: { state: true },
    draft: { state: true },
    complaint: { state: true },
    notice: { state: true },
    announcement: { state: true },
  };

  /** The panel's title. */
  declare heading: string;
  /** Origin of the assistant's server; by default, where this script came from. */
  declare server: string;
  /** "browser" keeps the conversation for later visits, "tab" until the tab is closed. */
  declare remember: string;
  declare private isOpen: boolean;
  declare private overlay: Overlay;
  declare private trouble: string;
  declare private showTimes: boolean;
  declare private textSize: number;
  declare private draft: string;
  declare private complaint: string;
  declare private notice: string;
  declare private announcement: string;

  private memory!: Memory;
  private conversation!: Conversation;
  private opener: HTMLElement | undefined;
  private readonly becameOnline = (): void => {
    const { state } = this.conversation;
    if (state.kind === "failed" && state.failure.kind === "unreachable") this.retry();
  };

  constructor() {
    super();
    this.heading = "Bone health assistant";
    this.server = "";
    this.remember = "browser";
    this.isOpen = false;
    this.overlay = undefined;
    this.trouble = "";
    this.showTimes = false;
    this.textSize = 0;
    this.draft = "";
    this.complaint = "";
    this.notice = "";
    this.announcement = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("online", this.becameOnline);
    if (this.conversation) return;
    this.memory = new Memory(this.server, this.remember === "tab" ? "tab" : "browser");
    this.conversation = new Conversation(new Api(this.server), this.memory, {
      changed: () => this.stateChanged(),
      answered: (replies) => void this.present(replies),
      refused: (text, why) => this.giveBack(text, why),
      ended: () => this.say("Your earlier conversation has ended. This is a new one."),
    });
    this.textSize = Math.min(this.memory.textSize, LARGEST_TEXT);
    this.draft = this.memory.draft;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("online", this.becameOnline);
  }

  /** Opens the panel and moves the focus there. */
  async open(): Promise<void> {
    if (!this.isOpen) {
      this.opener = focused();
      this.isOpen = true;
      await this.updateComplete;
      const panel = this.find<HTMLDialogElement>("dialog");
      if (matchMedia(SMALL_WINDOW).matches) panel?.showModal();
      else panel?.show();
      this.focusField("h2");
      this.fitQuestion();
      this.scrollToLatest();
    }
    await this.conversation.restore();
    await this.updateComplete;
    this.scrollToLatest();
  }

  /** Closes the panel and gives the focus back. */
  async close(): Promise<void> {
    if (!this.isOpen) return;
    this.find<HTMLDialogElement>("dialog")?.close();
    this.isOpen = false;
    this.overlay = undefined;
    await this.updateComplete;
    const before = this.opener?.isConnected && this.opener !== this ? this.opener : undefined;
    (before ?? this.find(".launcher"))?.focus();
  }

  /** Opens the panel and asks a question there. */
  async ask(question: string): Promise<void> {
    await this.open();
    if (!(await this.send(question)) && !this.draft) this.setDraft(question);
  }

  protected override render(): TemplateResult {
    return html`<div class="root size-${this.textSize}">
      <button
        type="button"
        class="launcher"
        aria-haspopup="dialog"
        aria-expanded=${this.isOpen}
        ?hidden=${this.isOpen}
        @click=${() => this.open()}
      >
        ${SPEECH_BUBBLE} <span>Ask about bones</span>
      </button>
      ${this.isOpen ? this.panel() : nothing}
    </div>`;
  }

  private panel(): TemplateResult {
    return html`<dialog
      aria-labelledby="title"
      @keydown=${this.closeOnEscape}
      @cancel=${(event: Event) => event.preventDefault()}
    >
      <div class="head">
        <h2 id="title" tabindex="-1">${this.heading}</h2>
        ${this.toolbar()}
      </div>
      ${this.overlayView()} ${this.log()} ${this.composer()}
      <div class="unseen" role="status" aria-live="polite" aria-atomic="true">
        ${this.announcement}
      </div>
    </dialog>`;
  }

  private toolbar(): TemplateResult {
    const { textSize } = this;
    return html`<div class="tools" role="group" aria-label="Settings">
      <button
        type="button"
        aria-label="Smaller text"
        aria-disabled=${textSize === 0}
        @click=${() => this.resize(textSize - 1)}
      >
        A−
      </button>
      <button
        type="button"
        aria-label="Larger text"
        aria-disabled=${textSize === LARGEST_TEXT}
        @click=${() => this.resize(textSize + 1)}
      >
        A+
      </button>
      <button
        type="button"
        class="menu-button"
        aria-label="Menu"
        aria-expanded=${this.overlay !== undefined}
        @click=${() => this.showOverlay(this.overlay ? undefined : "menu")}
      >
        ${MENU}
      </button>
      <button type="button" aria-label="Close" @click=${() => this.close()}>${CLOSE}</button>
    </div>`;
  }

  private overlayView(): TemplateResult | typeof nothing {
    const { overlay, showTimes } = this;
    if (!overlay) return nothing;
    if (overlay !== "menu") {
      return leavingView(
        overlay,
        this.trouble,
        () => void this.leave(overlay),
        () => this.showOverlay(undefined),
      );
    }
    const isEmpty = !this.conversation.turns.length;
    return menuView(
      { showTimes, isEmpty },
      {
        toggleTimes: () => {
          this.showTimes = !showTimes;
        },
        save: () => saveAsText(this.heading, this.conversation.turns),
        print: () => {
          const turns = this.find(".turns");
          if (turns) print(this.heading, turns);
        },
        askToLeave: (how) => this.showOverlay(how),
      },
    );
  }

  private log(): TemplateResult {
    const { turns, state } = this.conversation;
    const settings = {
      showTimes: this.showTimes,
      sendFeedback: (id: string, helpful: boolean, comment: string) =>
        this.conversation.giveFeedback(id, helpful, comment),
    };
    return html`<section class="log" tabindex="0" aria-label="Conversation">
      ${this.notice ? html`<p class="notice">${this.notice}</p>` : nothing}
      <div class="introduction">
        <p>${INTRODUCTION}</p>
        <p>${NOT_A_DOCTOR}</p>
      </div>
      <ol class="turns">
        ${turns.map((turn) => turnView(turn, settings))}
      </ol>
      ${statusView(state, () => this.retry())} ${state.kind === "resting" ? this.choices() : nothing}
    </section>`;
  }

  private choices(): TemplateResult | typeof nothing {
    const { turns } = this.conversation;
    if (!turns.length) {
      return choicesView(
        "Questions to start with",
        STARTING_QUESTIONS.map((title) => ({ title })),
        ({ title }) => this.choose(title),
      );
    }
    const question = turns.map((turn) => turn.from).lastIndexOf("visitor");
    const offered = turns.slice(question + 1).flatMap((turn) => (turn as BotTurn).choices);
    if (!offered.length) return nothing;
    return choicesView("You can also ask", offered, ({ title, payload }: Choice) =>
      this.choose(title, payload),
    );
  }

  private composer(): TemplateResult {
    const { draft, complaint } = this;
    return html`<form class="composer" @submit=${this.submit}>
      <label for="question">Your question</label>
      ${complaint ? html`<p class="trouble" id="complaint" role="alert">${complaint}</p>` : nothing}
      <div class="line">
        <textarea
          id="question"
          rows="1"
          .value=${draft}
          aria-invalid=${complaint ? "true" : nothing}
          aria-describedby=${complaint ? "complaint" : nothing}
          enterkeyhint="send"
          autocomplete="off"
          @input=${this.typed}
          @keydown=${this.sendOnEnter}
        ></textarea>
        <button type="submit" class="main">Send</button>
      </div>
    </form>`;
  }

  private typed(event: Event): void {
    this.setDraft((event.target as HTMLTextAreaElement).value);
    this.complaint = "";
  }

  private sendOnEnter(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.sendDraft();
  }

  private submit(event: Event): void {
    event.preventDefault();
    void this.sendDraft();
  }

  private async sendDraft(): Promise<void> {
    const typed = this.draft;
    const text = typed.trim();
    const length = [...text].length;
    let isSent = false;
    if (!text) {
      this.complaint = "Please type a question first.";
    } else if (length > MOST_CHARACTERS) {
      this.complaint = `Please shorten your message to 1,000 characters. It has ${length.toLocaleString("en")}.`;
    } else {
      isSent = await this.send(text);
      if (isSent && this.draft === typed) this.setDraft("");
    }
    if (isSent) this.focusField(".log");
    else this.find("#question")?.focus();
  }

  /** A pressed button goes away; the focus stays in the conversation. */
  private choose(title: string, payload?: string): void {
    this.find(".log")?.focus();
    void this.send(title, payload);
  }

  private async send(text: string, payload?: string): Promise<boolean> {
    const { conversation } = this;
    this.complaint = "";
    const isSent = await conversation.send(text, payload);
    if (isSent) {
      this.notice = "";
      this.announcement = "";
      await this.updateComplete;
      this.scrollToLatest();
    } else {
      this.complaint = conversation.isBusy
        ? "Please wait for the answer first. Your text stays here."
        : "Not sent yet. Your text stays here.";
    }
    return isSent;
  }

  private retry(): void {
    // The button that was pressed goes away; the focus stays in the conversation.
    if (this.shadowRoot?.activeElement?.closest(".failure")) this.find(".log")?.focus();
    void this.conversation.retry();
  }

  private stateChanged(): void {
    const { state } = this.conversation;
    this.requestUpdate();
    if (state.kind === "waiting" && state.slow) this.announcement = SLOW;
    if (state.kind !== "failed") return;
    this.announcement = state.failure.message;
    void this.updateComplete.then(() => this.scrollToLatest());
  }

  private async present(replies: readonly BotTurn[]): Promise<void> {
    const choices = replies.flatMap((reply) => reply.choices).length;
    const offer = choices ? ` ${choices} suggestions follow.` : "";
    this.complaint = "";
    this.announcement = `${replies.map(plainText).join(" ")}${offer}`;
    await this.updateComplete;
    this.scrollToLatest();
  }

  private giveBack(text: string, why: string): void {
    this.setDraft([text, this.draft].filter(Boolean).join("\n"));
    this.complaint = why;
    this.find("#question")?.focus();
  }

  private say(notice: string): void {
    this.notice = notice;
    this.announcement = notice;
  }

  private async leave(how: Leaving): Promise<void> {
    try {
      if (how === "erase") await this.conversation.erase();
      else this.conversation.startAnew();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.trouble = `Your conversation could not be deleted. ${error.message}`;
      return;
    }
    this.say(how === "erase" ? "Your conversation has been deleted." : "This is a new conversation.");
    if (how === "erase") this.setDraft("");
    this.overlay = undefined;
    await this.updateComplete;
    this.focusField("h2");
  }

  private showOverlay(overlay: Overlay): void {
    this.overlay = overlay;
    this.trouble = "";
    const target = overlay === "menu" ? ".menu button" : overlay ? ".keep" : ".menu-button";
    void this.updateComplete.then(() => this.find(target)?.focus());
  }

  private closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.overlay) this.showOverlay(undefined);
    else void this.close();
  }

  private resize(size: number): void {
    this.textSize = Math.min(Math.max(size, 0), LARGEST_TEXT);
    this.memory.textSize = this.textSize;
    void this.updateComplete.then(() => this.fitQuestion());
  }

  private setDraft(text: string): void {
    this.draft = text;
    this.memory.draft = text;
    void this.updateComplete.then(() => this.fitQuestion());
  }

  /** Lets the field grow with its text. */
  private fitQuestion(): void {
    const field = this.find<HTMLTextAreaElement>("#question");
    if (!field) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  }

  /** Puts the latest question at the top, so that its answer is read from its beginning. */
  private scrollToLatest(): void {
    const log = this.find(".log");
    const questions = this.renderRoot.querySelectorAll(".turn.visitor");
    const latest = questions[questions.length - 1];
    if (!log || !latest) return;
    // In a low window the whole panel scrolls.
    const scroller = getComputedStyle(log).overflowY === "visible" ? this.find("dialog") : log;
    if (!scroller) return;
    scroller.scrollTop += latest.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    this.find(".failure")?.scrollIntoView({ block: "nearest" });
  }

  /**
   * Moves the focus to the field for questions.
   *
   * @param onTouch Where it goes on a touch screen, whose keyboard would cover half of the panel.
   */
  private focusField(onTouch: string): void {
    this.find(matchMedia(TOUCH).matches ? onTouch : "#question")?.focus();
  }

  private find<Found extends HTMLElement>(selector: string): Found | null {
    return this.renderRoot.querySelector<Found>(selector);
  }
}

function choicesView<Kind extends { title: string }>(
  label: string,
  choices: readonly Kind[],
  choose: (choice: Kind) => void,
): TemplateResult {
  return html`<div class="choices" role="group" aria-label=${label}>
    <p aria-hidden="true">${label}</p>
    ${choices.map(
      (choice) =>
        html`<button type="button" @click=${() => choose(choice)}>${choice.title}</button>`,
    )}
  </div>`;
}

function focused(): HTMLElement | undefined {
  return document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
}
