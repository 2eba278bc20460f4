import type { IncomingMessage } from "node:http";
import { ok, refuse, type Result } from "../../contract/result.ts";

/** Each code with its HTTP status; the person who set up an endpoint reads them at Stripe. */
export const webhookRefusals = {
  "signature-missing": 400,
  "signature-repeated": 400,
  "signature-too-long": 400,
  "signature-malformed": 400,
  "too-many-signatures": 400,
  "timestamp-outside": 400,
  "signature-forged": 400,
  "not-json-content": 415,
  "encoded-content": 415,
  "body-too-large": 413,
  "body-unreadable": 400,
  "not-utf8": 400,
  "byte-order-mark": 400,
  "not-json": 400,
  "too-deep": 400,
  "duplicate-id": 400,
  "forbidden-key": 400,
  "not-an-event": 400,
  "unknown-connection": 404,
  "not-found": 404,
  "method-not-allowed": 405,
  "storage-failed": 503,
} as const;
export type WebhookRefusal = keyof typeof webhookRefusals;

export const MAX_BODY_BYTES = 256 * 1024;
const MAX_HEADER_BYTES = 8 * 1024;
const MAX_SIGNATURES = 8;
/** Both ways: stripe's own check lets a time in the future pass. */
const TOLERANCE_S = 300;

type Bounded<Value> = Result<Value, WebhookRefusal>;

/** What can be judged before a byte of the body is read; answers the signature's header. */
export function checkHead(req: IncomingMessage, nowMs: number): Bounded<string> {
  const header = onlySignature(req.rawHeaders);
  if (!header.ok) return header;
  const times = checkSignature(header.value, nowMs);
  if (!times.ok) return times;
  const content = checkContent(req.headers);
  return content.ok ? header : content;
}

/** Exactly one: Node would join two with a comma, and the joined text might pass. */
function onlySignature(rawHeaders: readonly string[]): Bounded<string> {
  const isName = (_: string, at: number) =>
    at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === "stripe-signature";
  const [header = "", ...others] = rawHeaders.filter(isName);
  if (others.length > 0) return refuse("signature-repeated");
  if (header.trim() === "") return refuse("signature-missing");
  if (Buffer.byteLength(header) > MAX_HEADER_BYTES) return refuse("signature-too-long");
  return ok(header);
}

/** `t=<unix seconds>` once, and at most eight signatures, each of which costs a comparison. */
function checkSignature(header: string, nowMs: number): Bounded<null> {
  const parts = header.split(",").map((part) => part.trim());
  const times = parts.filter((part) => part.startsWith("t="));
  const [time = ""] = times;
  if (times.length !== 1 || !/^t=\d{1,12}$/.test(time)) return refuse("signature-malformed");
  // Hex alone: what is compared must be as long in bytes as in characters.
  const isOdd = parts.some((part) => part.startsWith("v1=") && !/^v1=[0-9a-f]{64}$/.test(part));
  if (isOdd) return refuse("signature-malformed");
  if (parts.length - 1 > MAX_SIGNATURES) return refuse("too-many-signatures");
  const ageS = Math.floor(nowMs / 1_000) - Number(time.slice(2));
  return Math.abs(ageS) <= TOLERANCE_S ? ok(null) : refuse("timestamp-outside");
}

function checkContent(headers: IncomingMessage["headers"]): Bounded<null> {
  const { "content-type": type = "", "content-encoding": encoding = "identity" } = headers;
  const isJson = /^application\/json(\s*;\s*charset=utf-8)?$/i.test(type);
  if (!isJson) return refuse("not-json-content");
  if (encoding !== "identity") return refuse("encoded-content");
  const isTooLarge = Number(headers["content-length"] ?? 0) > MAX_BODY_BYTES;
  return isTooLarge ? refuse("body-too-large") : ok(null);
}
