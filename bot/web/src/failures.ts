/** Why a request failed, and what a visitor is told about it. */

import { readErrorMessage } from "./protocol";

export type FailureKind =
  | "unreachable" // no connection, or the page may not talk to the server
  | "timeout"
  | "busy" // too much at once, or the server is starting
  | "server"
  | "ended" // the token is no longer good
  | "refused"; // this message will never be taken as it is

export class Failure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
  ) {
    super(message);
  }
}

const SENTENCES: Readonly<Record<Exclude<FailureKind, "busy" | "refused">, string>> = {
  unreachable:
    "I can't reach the assistant. Please check your internet connection. " +
    "Nothing you wrote is lost.",
  timeout: "The answer is taking too long. Nothing you wrote is lost.",
  server: "Something went wrong on our side. It is not your fault. Nothing you wrote is lost.",
  ended:
    "This conversation has ended. That happens after 30 days, or when it was deleted. " +
    "Nothing you just wrote is lost.",
};

/** A failure with the sentence that belongs to its kind. */
export function failure(kind: keyof typeof SENTENCES): Failure {
  return new Failure(kind, SENTENCES[kind]);
}

/** Reads the failure out of an answer of the server. */
export async function failureOf(response: Response): Promise<Failure> {
  switch (response.status) {
    case 401:
      return failure("ended");
    case 429:
    case 503:
      return new Failure("busy", busySentence(Number(response.headers.get("Retry-After"))));
    case 400:
    case 413:
    case 422:
      return new Failure("refused", readErrorMessage(await jsonOrNull(response)) || REFUSED);
    default:
      return failure("server");
  }
}

const REFUSED = "This message can't be sent as it is. Please change it.";

function busySentence(seconds: number): string {
  const wait = seconds > 1 ? `${seconds} seconds` : "a moment";
  return `The assistant is busy. Please wait ${wait}, then try again. Nothing you wrote is lost.`;
}

async function jsonOrNull(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
