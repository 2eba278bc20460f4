import { invalidRequest } from "../api-error.ts";

/** A form as Stripe's clients send it: `a[b][c]=d` becomes nested maps, never plain objects. */
export type Raw = string | RawMap;
export type RawMap = Map<string, Raw>;

const MAX_DEPTH = 10;
const MAX_FIELDS = 1000;

/** Reads a query string or form body. Array items keep their index as a key. */
export function parseForm(text: string): RawMap {
  const root: RawMap = new Map();
  if (text === "") return root;
  const pairs = text.split("&").filter((pair) => pair !== "");
  if (pairs.length > MAX_FIELDS) throw invalidRequest("Too many parameters.");
  for (const pair of pairs) {
    const equals = pair.indexOf("=");
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    put(root, pathOf(name), equals < 0 ? "" : decode(pair.slice(equals + 1)));
  }
  return root;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw invalidRequest(`Invalid percent encoding: ${text.slice(0, 80)}`);
  }
}

/** `a[b][]` → a, b and the empty key that means "next item". */
function pathOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  const head = match?.[1];
  if (head === undefined) throw invalidRequest(`Invalid parameter name: ${name.slice(0, 80)}`);
  const rest = [...(match?.[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? "");
  if (rest.length >= MAX_DEPTH) throw invalidRequest(`Parameter nested too deeply: ${head}`);
  return [head, ...rest];
}

function put(root: RawMap, path: string[], value: string): void {
  let map = root;
  path.slice(0, -1).forEach((key, at) => {
    map = mapUnder(map, key, path[at + 1] ?? "");
  });
  const last = path.at(-1) ?? "";
  const key = last === "" ? String(map.size) : last;
  if (map.get(key) instanceof Map) throw mixed(path);
  map.set(key, value);
}

/** `items[][a]=1&items[][b]=2` fills one item; a name seen before begins the next one. */
function mapUnder(map: RawMap, name: string, nextName: string): RawMap {
  const lastItem = map.get(String(map.size - 1));
  const isOpen = lastItem instanceof Map && !lastItem.has(nextName);
  const key = name !== "" ? name : String(isOpen ? map.size - 1 : map.size);
  const found = map.get(key);
  if (found instanceof Map) return found;
  if (found !== undefined) throw mixed([name]);
  const made: RawMap = new Map();
  map.set(key, made);
  return made;
}

function mixed(path: string[]): Error {
  return invalidRequest(`Invalid parameters: ${path.join(".")} is both a value and a hash.`);
}

/** The same text for the same parameters in any order: what an idempotency key is compared by. */
export function canonicalForm(raw: Raw): string {
  if (typeof raw === "string") return JSON.stringify(raw);
  const parts = [...raw].map(([key, value]) => `${JSON.stringify(key)}:${canonicalForm(value)}`);
  return `{${parts.sort().join(",")}}`;
}
