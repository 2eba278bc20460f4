import { ok, refuse, type Result } from "../../contract/result.ts";

export type BadJson =
  "not-utf8" | "byte-order-mark" | "not-json" | "too-deep" | "duplicate-id" | "forbidden-key";

/** Stripe's own objects stay far below. */
const MAX_DEPTH = 64;

/**
 * Reads JSON that two readers cannot read differently: no BOM, no invalid UTF-8, no second `id` in
 * an object, no `__proto__`, and not so deep that a reader breaks.
 */
export function strictJson(bytes: Uint8Array): Result<unknown, BadJson> {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return refuse("byte-order-mark");
  const text = decode(bytes);
  if (text === undefined) return refuse("not-utf8");
  const parsed = parse(text);
  if (parsed === undefined) return refuse("not-json");
  const fault = faultOf(text);
  return fault === undefined ? ok(parsed.value) : refuse(fault);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string): Readonly<{ value: unknown }> | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** One pass over text that is known to be JSON: strings are skipped whole, brackets counted. */
function faultOf(text: string): BadJson | undefined {
  const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;
  /** One mark per open bracket: whether an `id` was seen in it. */
  const hasId: boolean[] = [];
  for (const [found, colon] of text.matchAll(token)) {
    if (found === "{" || found === "[") hasId.push(false);
    else if (found === "}" || found === "]") hasId.pop();
    else if (colon !== undefined) {
      const fault = keyFault(found.slice(0, -colon.length), hasId);
      if (fault !== undefined) return fault;
    }
    if (hasId.length > MAX_DEPTH) return "too-deep";
  }
  return undefined;
}

/** A key may be spelt with escapes, so it is read before it is compared. */
function keyFault(quoted: string, hasId: boolean[]): BadJson | undefined {
  const key: unknown = JSON.parse(quoted);
  if (key === "__proto__") return "forbidden-key";
  if (key !== "id") return undefined;
  const isSecond = hasId.at(-1) === true;
  hasId[hasId.length - 1] = true;
  return isSecond ? "duplicate-id" : undefined;
}
