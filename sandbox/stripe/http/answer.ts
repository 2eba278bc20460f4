import type { ErrorBody } from "../api-error.ts";

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

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
