import { hash } from "node:crypto";
import { assert, InvariantError } from "../contract/assert.ts";

/** What the first entry is chained to. */
export const GENESIS = "0".repeat(64);

/**
 * One spelling for one content: RFC 8785 (JSON Canonicalization Scheme) for the values a ledger
 * holds: strings, safe integers, booleans, null, arrays, and objects with keys in code unit order.
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case "string":
    case "boolean":
      return JSON.stringify(value);
    case "number":
      assert(Number.isSafeInteger(value), `not an integer: ${value}`);
      return value === 0 ? "0" : String(value);
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
      return canonicalObject(value as Readonly<Record<string, unknown>>);
    default:
      throw new InvariantError(`a ledger cannot hold ${typeof value}`);
  }
}

function canonicalObject(value: Readonly<Record<string, unknown>>): string {
  let members = "";
  for (const key of Object.keys(value).sort()) {
    if (value[key] === undefined) continue;
    members += `${members === "" ? "" : ","}${JSON.stringify(key)}:${canonical(value[key])}`;
  }
  return `{${members}}`;
}

/** SHA-256, in lower-case hex, of the previous hash, a line feed, and the canonical content. */
export function chainHash(previousHash: string, content: string): string {
  return hash("sha256", `${previousHash}\n${content}`, "hex");
}
