import type { ErrorBody } from "../api-error.ts";
import type { World } from "../world.ts";
import { nowSeconds } from "../world.ts";

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What a room answers where the answer is a file and not an object. */
export type Download = { readonly download: { contentType: string; text: string } };

export function objectAnswer(value: object): Answer {
  if (!isDownload(value)) return jsonAnswer(200, value);
  const { contentType, text } = value.download;
  return { status: 200, headers: { "Content-Type": contentType }, body: text };
}

function isDownload(value: object): value is Download {
  return "download" in value;
}

/** Written over several lines, as Stripe does. */
export function jsonAnswer(status: number, value: unknown): Answer {
  return {
    status,
    headers: { "Content-Type": "application/json" },
    body: `${JSON.stringify(value, null, 2)}\n`,
  };
}

/** The log is named where there is one: what answers no request of the API has none. */
export function errorAnswer(status: number, body: ErrorBody, request_log_url?: string): Answer {
  const docs = body.code === undefined ? {} : { doc_url: docUrl(body.code) };
  return jsonAnswer(status, { error: { ...body, ...docs, request_log_url } });
}

/** Where Stripe would show this request. */
export function requestLogUrl(world: World, requestId: string): string {
  const mode = world.mode === "test" ? "test/" : "";
  return `https://dashboard.stripe.com/${mode}logs/${requestId}?t=${nowSeconds(world)}`;
}

function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;
}
