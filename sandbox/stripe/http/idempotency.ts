import { ApiError, invalidRequest } from "../api-error.ts";
import { findOnShelf, takeOff } from "../shelf/shelf.ts";
import { shelfFacts, shelve } from "../shelf/shelves.ts";
import type { World } from "../world.ts";
import type { KeptAnswer } from "./kept-answer.ts";

const KEEP_MS = shelfFacts.keptAnswers.keepMs;
const MAX_KEY_LENGTH = 255;

/** The header's key, or null without one. */
export function readKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  if (header.length > 0 && header.length <= MAX_KEY_LENGTH) return header;
  throw invalidRequest(`Idempotency keys must be between 1 and ${MAX_KEY_LENGTH} characters long.`);
}

/**
 * What is known under this key: an answer to repeat, or nothing. Refuses a key that is in use, and
 * one that came with other parameters.
 */
export function keptAnswer(
  world: World,
  slot: string,
  request: { key: string | null; fingerprint: string },
): KeptAnswer | undefined {
  const kept = findOnShelf(world.state.keptAnswers, slot);
  if (kept === undefined || world.now() - kept.atMs > KEEP_MS) return undefined;
  if (kept.fingerprint !== request.fingerprint) throw otherParameters(request.key);
  if (kept.answer === null) throw inUse(request.key);
  return kept;
}

function otherParameters(key: string | null): ApiError {
  return new ApiError(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key ?? ""}' if you meant to execute a different request.`,
  });
}

function inUse(key: string | null): ApiError {
  return new ApiError(409, {
    type: "invalid_request_error",
    code: "idempotency_key_in_use",
    message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key ?? ""}. Please try again later.`,
  });
}

/** Reserves the key before the work begins. */
export function reserve(
  world: World,
  slot: string,
  request: { fingerprint: string; requestId: string },
): void {
  // One that is kept longer than a day is of no use any more.
  takeOff(world.state.keptAnswers, slot);
  shelve(world, "keptAnswers", { id: slot, ...request, atMs: world.now(), answer: null });
}

export function keep(world: World, slot: string, answer: { status: number; body: string }): void {
  const kept = findOnShelf(world.state.keptAnswers, slot);
  if (kept !== undefined) kept.answer = answer;
}

/** A refused or overloaded request leaves no trace: the same key may be tried again. */
export function release(world: World, slot: string): void {
  takeOff(world.state.keptAnswers, slot);
}
