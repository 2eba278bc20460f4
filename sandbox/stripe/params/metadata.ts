import type { Raw } from "../http/form.ts";
import type { Param } from "./param.ts";
import { invalid } from "./param.ts";

/** Keys to set; null takes a key away; `all-gone` clears everything. */
export type MetadataChange = Map<string, string | null> | "all-gone" | undefined;

const MAX_KEYS = 50;
const MAX_KEY_LENGTH = 40;
const MAX_VALUE_LENGTH = 500;

/** Limits after Stripe's page on metadata: 50 keys of 40 characters with values of 500. */
export function metadata(): Param<MetadataChange> {
  return { read: (raw, at) => readMetadata(raw, at) };
}

function readMetadata(raw: Raw | undefined, at: string): MetadataChange {
  if (raw === undefined) return undefined;
  if (raw === "") return "all-gone";
  if (typeof raw === "string") throw invalid("Invalid object", at);
  const change = new Map<string, string | null>();
  for (const [key, value] of raw) {
    const name = `${at}[${key}]`;
    if (typeof value !== "string") throw invalid("Metadata values must be strings.", name);
    if (key.length > MAX_KEY_LENGTH) {
      throw invalid(`Metadata keys can have up to ${MAX_KEY_LENGTH} characters.`, name);
    }
    if (value.length > MAX_VALUE_LENGTH) {
      throw invalid(`Metadata values can have up to ${MAX_VALUE_LENGTH} characters.`, name);
    }
    change.set(key, value === "" ? null : value);
  }
  return change;
}

/** Keys that are not named stay as they are. */
export function mergedMetadata(
  old: Readonly<Record<string, string>>,
  change: MetadataChange,
): Record<string, string> {
  if (change === "all-gone") return {};
  const merged = new Map(Object.entries(old));
  for (const [key, value] of change ?? []) {
    if (value === null) merged.delete(key);
    else merged.set(key, value);
  }
  if (merged.size <= MAX_KEYS) return Object.fromEntries(merged);
  throw invalid(`Metadata can have up to ${MAX_KEYS} keys.`, "metadata");
}
