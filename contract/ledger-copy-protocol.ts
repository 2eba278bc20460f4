import { z } from "zod";
import { KeyId } from "./ids.ts";

/**
 * The part of register ↔ relay that keeps a second copy of each register's book. The register sends
 * its entries in order; the relay proves the chain again, stores them, and answers with the head it
 * holds: the witness. A book that lost its tail is filled up from there.
 */
const Seq = z.int().min(0);
const Hash = z.string().regex(/^[0-9a-f]{64}$/, "not a SHA-256 in hex");

/** Number and seal of an entry; 0 and zeros stand for an empty book. */
export const CopyHead = z.strictObject({ seq: Seq, hash: Hash });
export type CopyHead = z.infer<typeof CopyHead>;

/** One entry as it is sealed: the canonical content, and the hash that chains it. */
export const CopiedEntry = z.strictObject({
  seq: Seq.min(1),
  content: z.string().min(2),
  hash: Hash,
});
export type CopiedEntry = z.infer<typeof CopiedEntry>;

/** Entries of one message: at most so many, and at most so many characters of content. */
export const MAX_COPIED_ENTRIES = 500;
export const MAX_COPIED_CHARACTERS = 192 * 1024;

const Entries = z.array(CopiedEntry).max(MAX_COPIED_ENTRIES);

/** Said by the register, each answered by one frame, in order. */
export const copiesToRelay = [
  /** The entries after the relay's head, oldest first. What the relay has already is skipped. */
  z.strictObject({ type: z.literal("copy-entries"), entries: Entries.min(1) }),
  /** For a book that must be filled up: the copies after `afterSeq`, a page at a time. */
  z.strictObject({ type: z.literal("ask-copies"), afterSeq: Seq }),
  /** Ed25519's public half, 32 bytes in base64url. The relay keeps every key it was told. */
  z.strictObject({
    type: z.literal("device-key"),
    keyId: KeyId,
    publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/, "not 32 bytes of base64url"),
  }),
] as const;
export type CopyRequest = z.infer<(typeof copiesToRelay)[number]>;

/**
 * Why copies are not taken. `gap`: entries before these are missing. `broken-seal`: they do not
 * prove themselves. `fork`: the relay holds other entries of these numbers, so one of the two books
 * was rolled back and written on.
 */
export const copyRefusals = ["gap", "broken-seal", "fork"] as const;
export type CopyRefusal = (typeof copyRefusals)[number];

/** Said by the relay. */
export const copiesFromRelay = [
  /** After each welcome, and the answer to `copy-entries` and `device-key`. */
  z.strictObject({ type: z.literal("ledger-head"), head: CopyHead }),
  z.strictObject({
    type: z.literal("copies-refused"),
    refusal: z.enum(copyRefusals),
    detail: z.string(),
    head: CopyHead,
  }),
  /** A page of copies; empty after the last. */
  z.strictObject({ type: z.literal("copies"), entries: Entries, head: CopyHead }),
] as const;
export type CopyAnswer = z.infer<(typeof copiesFromRelay)[number]>;

const requests: ReadonlySet<string> = new Set<CopyRequest["type"]>([
  "copy-entries",
  "ask-copies",
  "device-key",
]);
const answers: ReadonlySet<string> = new Set<CopyAnswer["type"]>([
  "ledger-head",
  "copies-refused",
  "copies",
]);

export function isCopyRequest(message: Readonly<{ type: string }>): message is CopyRequest {
  return requests.has(message.type);
}

export function isCopyAnswer(frame: Readonly<{ type: string }>): frame is CopyAnswer {
  return answers.has(frame.type);
}
