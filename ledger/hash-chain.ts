import { hash } from "node:crypto";
import { assert } from "../contract/assert.ts";

/** What the first entry is chained to. */
export const GENESIS = "0".repeat(64);

/**
 * One spelling for one content: RFC 8785 (JSON Canonicalization Scheme) for the values a ledger
 * holds: strings, safe integers, booleans, null, arrays, and objects with keys in code unit order.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
    return `{${members.join(",")}}`;
  }
  if (typeof value === "number") assert(Number.isSafeInteger(value), `not an integer: ${value}`);
  const text = JSON.stringify(value) as string | undefined;
  assert(text !== undefined, `a ledger cannot hold ${typeof value}`);
  return text;
}

/** SHA-256, in lower-case hex, of the previous hash, a line feed, and the canonical content. */
export function chainHash(previousHash: string, content: string): string {
  return hash("sha256", `${previousHash}\n${content}`, "hex");
}
