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
      return quoted(value);
    case "boolean":
      return String(value);
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
    members += `${members === "" ? "" : ","}${quoted(key)}:${canonical(value[key])}`;
  }
  return `{${members}}`;
}

/** What JSON must escape: control characters, the quote, the backslash; surrogates may be alone. */
const escaped = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** A JSON string. Most hold nothing to escape, and are spelled without asking JSON. */
export function quoted(text: string): string {
  return escaped.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** SHA-256, in lower-case hex, of the previous hash, a line feed, and the canonical content. */
export function chainHash(previousHash: string, content: string): string {
  return hash("sha256", `${previousHash}\n${content}`, "hex");
}
