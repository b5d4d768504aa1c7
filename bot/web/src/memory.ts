/** What the widget keeps in the visitor's browser. */

import type { OutgoingMessage } from "./api";

/** A message that was sent and has no answer yet. */
export interface Pending extends OutgoingMessage {
  /** How many messages of the visitor the conversation held before it. */
  readonly before: number;
  /** Whether it may have reached the server. */
  readonly tried: boolean;
}

/** Where the conversation's key is kept: across visits, or until the tab is closed. */
export type Remembering = "browser" | "tab";

export class Memory {
  private readonly lasting: Box;
  private readonly ofTab: Box;

  constructor(server: string, remembering: Remembering) {
    const prefix = `osteo-chat ${server} `;
    this.ofTab = new Box(() => sessionStorage, prefix);
    this.lasting = remembering === "tab" ? this.ofTab : new Box(() => localStorage, prefix);
  }

  get token(): string {
    return this.lasting.read("token");
  }

  set token(value: string) {
    this.lasting.write("token", value);
  }

  get draft(): string {
    return this.ofTab.read("draft");
  }

  set draft(value: string) {
    this.ofTab.write("draft", value);
  }

  get pending(): Pending | undefined {
    const kept = this.ofTab.read("pending");
    return kept ? (JSON.parse(kept) as Pending) : undefined;
  }

  set pending(value: Pending | undefined) {
    this.ofTab.write("pending", value ? JSON.stringify(value) : "");
  }

  get textSize(): number {
    return Number(this.lasting.read("text-size")) || 0;
  }

  set textSize(value: number) {
    this.lasting.write("text-size", value ? String(value) : "");
  }
}

/** A browser's storage; where the browser refuses it, the page's own memory. */
class Box {
  private readonly own = new Map<string, string>();

  constructor(
    private readonly storage: () => Storage,
    private readonly prefix: string,
  ) {}

  read(name: string): string {
    try {
      return this.storage().getItem(this.prefix + name) ?? "";
    } catch {
      return this.own.get(name) ?? "";
    }
  }

  write(name: string, value: string): void {
    this.own.set(name, value);
    try {
      if (value) this.storage().setItem(this.prefix + name, value);
      else this.storage().removeItem(this.prefix + name);
    } catch {
      // Blocked or full: the page's own memory has it.
    }
  }
}
