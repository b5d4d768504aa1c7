/** The website channel of the server. */

import { Failure, failure, failureOf } from "./failures";
import { type BotTurn, readToken, readTurns, type Turn } from "./protocol";

const PREFIX = "/webhooks/website";
// Longer than the server lets one message take.
const TIMEOUT_MILLISECONDS = 60_000;

export interface OutgoingMessage {
  /** With the same id, the server answers a repeated message once. */
  readonly id: string;
  readonly text: string;
  /** Stands for the text when a button was pressed. */
  readonly payload?: string | undefined;
}

export class Api {
  /** @param server Origin of the assistant's server, such as "https://bones.example.org". */
  constructor(private readonly server: string) {}

  async startConversation(): Promise<string> {
    const token = readToken(await this.json("POST", "/session"));
    if (!token) throw failure("server");
    return token;
  }

  async history(token: string): Promise<Turn[]> {
    return readTurns(await this.json("GET", "/history", token), now());
  }

  async send(token: string, message: OutgoingMessage): Promise<BotTurn[]> {
    const said = message.payload ? { payload: message.payload } : { text: message.text };
    const body = await this.json("POST", "/message", token, { ...said, message_id: message.id });
    const replies = readTurns(body, now()).filter((turn): turn is BotTurn => turn.from === "bot");
    if (!replies.length) throw failure("server");
    return replies;
  }

  async giveFeedback(
    token: string,
    messageId: string,
    helpful: boolean,
    comment: string,
  ): Promise<void> {
    const opinion = { message: messageId, helpful };
    await this.request("POST", "/feedback", token, comment ? { ...opinion, comment } : opinion);
  }

  async erase(token: string): Promise<void> {
    await this.request("DELETE", "/session", token);
  }

  private async json(
    method: string,
    path: string,
    token?: string,
    body?: object,
  ): Promise<unknown> {
    const response = await this.request(method, path, token, body);
    try {
      return await response.json();
    } catch {
      throw failure("server");
    }
  }

  private async request(
    method: string,
    path: string,
    token?: string,
    body?: object,
  ): Promise<Response> {
    const headers = new Headers();
    if (token) headers.set("Authorization", `Bearer ${token}`);
    if (body) headers.set("Content-Type", "application/json");
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MILLISECONDS);
    try {
      const response = await fetch(this.server + PREFIX + path, {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
        cache: "no-store",
        credentials: "omit",
        signal: abort.signal,
      });
      if (!response.ok) throw await failureOf(response);
      return response;
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw failure(abort.signal.aborted ? "timeout" : "unreachable");
    } finally {
      clearTimeout(timer);
    }
  }
}

function now(): string {
  return new Date().toISOString();
}
