/** One conversation: what was said, what is under way, and what went wrong. */

import type { Api } from "./api";
import { Failure } from "./failures";
import type { Memory, Pending } from "./memory";
import type { BotTurn, Turn } from "./protocol";

const SLOW_AFTER_MILLISECONDS = 8_000;

export type State =
  | { readonly kind: "resting" }
  | { readonly kind: "restoring" }
  | { readonly kind: "waiting"; readonly slow: boolean }
  | { readonly kind: "failed"; readonly failure: Failure };

export interface Listener {
  /** Something is to be shown anew. */
  changed(): void;
  /** The assistant answered a message that was sent from here. */
  answered(replies: readonly BotTurn[]): void;
  /** A message was refused as it stands; the visitor may change it. */
  refused(text: string, why: string): void;
  /** The earlier conversation no longer exists. */
  ended(): void;
}

const RESTING: State = { kind: "resting" };

export class Conversation {
  turns: readonly Turn[] = [];
  state: State = RESTING;
  private restored = false;
  // Answers to a conversation that was left in the meantime are dropped.
  private generation = 0;

  constructor(
    private readonly api: Api,
    private readonly memory: Memory,
    private readonly listener: Listener,
  ) {}

  get isBusy(): boolean {
    return this.state.kind === "restoring" || this.state.kind === "waiting";
  }

  /** Shows the conversation of an earlier page view, and delivers what that left unanswered. */
  async restore(): Promise<void> {
    if (this.restored || this.isBusy) return;
    if (this.memory.token && !(await this.readHistory())) return;
    this.restored = true;
    this.enter(RESTING);
    const pending = this.memory.pending;
    if (pending && isTaken(pending, this.turns)) this.memory.pending = undefined;
    else if (pending) await this.deliver(pending);
  }

  /**
   * Sends a message.
   *
   * @param text What the visitor typed, or the title of the pressed button.
   * @param payload What the pressed button stands for.
   * @returns Whether it is on its way; if not, nothing has changed.
   */
  async send(text: string, payload?: string): Promise<boolean> {
    if (this.isBusy) return false;
    if (this.state.kind === "failed") await this.retry();
    else await this.restore();
    if (this.state.kind !== "resting") return false;
    const before = this.turns.filter((turn) => turn.from === "visitor").length;
    void this.deliver({ id: newId(), text, payload, before, tried: false });
    return true;
  }

  /** Tries again what failed. */
  async retry(): Promise<void> {
    if (this.state.kind !== "failed") return;
    const { kind } = this.state.failure;
    this.state = RESTING;
    if (kind === "ended") this.leave();
    const pending = this.memory.pending;
    if (!this.restored) await this.restore();
    else if (pending) await this.deliver(pending);
  }

  /** Leaves this conversation; the next message begins a new one. */
  startAnew(): void {
    this.memory.pending = undefined;
    this.leave();
    this.enter(RESTING);
  }

  /**
   * Deletes the conversation on the server and here.
   *
   * @throws Failure if the server could not delete it; then nothing has changed.
   */
  async erase(): Promise<void> {
    try {
      if (this.memory.token) await this.api.erase(this.memory.token);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== "ended") throw error;
    }
    this.startAnew();
  }

  async giveFeedback(messageId: string, helpful: boolean, comment: string): Promise<void> {
    await this.api.giveFeedback(this.memory.token, messageId, helpful, comment);
  }

  private leave(): void {
    this.generation += 1;
    this.memory.token = "";
    this.turns = [];
    this.restored = true;
    const pending = this.memory.pending;
    if (pending) this.memory.pending = { ...pending, before: 0, tried: false };
  }

  private async readHistory(): Promise<boolean> {
    this.enter({ kind: "restoring" });
    try {
      this.turns = await this.api.history(this.memory.token);
      return true;
    } catch (error) {
      const failure = asFailure(error);
      if (failure.kind === "ended") {
        this.leave();
        this.listener.ended();
        return true;
      }
      this.enter({ kind: "failed", failure });
      return false;
    }
  }

  private async deliver(pending: Pending): Promise<void> {
    const generation = this.generation;
    this.memory.pending = pending;
    this.showPending(pending);
    this.enter({ kind: "waiting", slow: false });
    const slow = setTimeout(() => {
      if (generation === this.generation) this.enter({ kind: "waiting", slow: true });
    }, SLOW_AFTER_MILLISECONDS);
    try {
      const replies = await this.replies(pending);
      if (generation !== this.generation) return;
      this.memory.pending = undefined;
      this.enter(RESTING);
      this.listener.answered(replies);
    } catch (error) {
      if (generation === this.generation) this.fail(pending, asFailure(error));
    } finally {
      clearTimeout(slow);
    }
  }

  private async replies(pending: Pending): Promise<readonly BotTurn[]> {
    this.memory.token ||= await this.api.startConversation();
    const token = this.memory.token;
    if (pending.tried) {
      const turns = await this.api.history(token);
      if (isTaken(pending, turns)) {
        this.turns = turns;
        return lastReplies(turns);
      }
    }
    this.memory.pending = { ...pending, tried: true };
    const replies = await this.api.send(token, pending);
    this.turns = [...this.turns, ...replies];
    return replies;
  }

  private fail(pending: Pending, failure: Failure): void {
    if (failure.kind !== "refused") {
      this.enter({ kind: "failed", failure });
      return;
    }
    this.memory.pending = undefined;
    this.turns = this.turns.slice(0, -1);
    this.enter(RESTING);
    this.listener.refused(pending.payload ? "" : pending.text, failure.message);
  }

  private showPending(pending: Pending): void {
    const last = this.turns[this.turns.length - 1];
    if (last?.from === "visitor" && last.text === pending.text) return;
    const turn: Turn = { from: "visitor", text: pending.text, at: new Date().toISOString() };
    this.turns = [...this.turns, turn];
  }

  private enter(state: State): void {
    this.state = state;
    this.listener.changed();
  }
}

/** Whether the server has taken a message, as its history tells. */
function isTaken(pending: Pending, turns: readonly Turn[]): boolean {
  const said = turns.filter((turn) => turn.from === "visitor").slice(pending.before);
  return said.some((turn) => turn.text.trim() === pending.text.trim());
}

function lastReplies(turns: readonly Turn[]): BotTurn[] {
  const question = turns.map((turn) => turn.from).lastIndexOf("visitor");
  return turns.slice(question + 1).filter((turn): turn is BotTurn => turn.from === "bot");
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}

/** Random, also on pages without HTTPS, where `crypto.randomUUID` is missing. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
