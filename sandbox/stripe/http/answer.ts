import type { ErrorBody } from "../api-error.ts";

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

export function errorAnswer(status: number, body: ErrorBody): Answer {
  const docs = body.code === undefined ? {} : { doc_url: docUrl(body.code) };
  return jsonAnswer(status, { error: { ...body, ...docs } });
}

function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;
}
