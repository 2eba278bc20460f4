import { invalidRequest } from "../api-error.ts";
import type { Raw, RawMap } from "./form.ts";

/** v2 speaks JSON; inside, its bodies are read as if they had come as a form. */
export function parseJsonBody(body: string): RawMap {
  const raw = rawOf(parse(body));
  if (raw instanceof Map) return raw;
  throw invalidRequest("The body must be a JSON object.");
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw invalidRequest("The body is not JSON.");
  }
}

function rawOf(value: unknown): Raw {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "object" || value === null) return "";
  return new Map(Object.entries(value).map(([key, each]) => [key, rawOf(each)]));
}
