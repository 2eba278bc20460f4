import type { ApiFault } from "../faults.ts";
import { isMatch, takeFault } from "../faults.ts";
import type { World } from "../world.ts";
import type { Answer } from "./answer.ts";
import { errorAnswer, requestLogUrl } from "./answer.ts";

export type Target = { readonly method: string; readonly path: string };

const HUGE_BYTES = 10 * 1024 * 1024;

function isMeantFor({ method, path }: Target) {
  return ({ on }: ApiFault): boolean =>
    isMatch(on.path, path) && (on.method === undefined || on.method === method);
}

/** How long a request has to wait before or after its work. */
export function faultDelayMs(world: World, kind: "wait-before" | "wait-after", at: Target): number {
  return takeFault(world.state.faults, [kind], isMeantFor(at))?.delayMs ?? 0;
}

export function wantsWebhookFirst(world: World, at: Target): boolean {
  return takeFault(world.state.faults, ["webhook-first"], isMeantFor(at)) !== undefined;
}

/** A line that is cut loses repeated answers like first ones. */
export function cutsReplay(world: World, at: Target): boolean {
  const kinds = ["cut-before", "cut-after"] as const;
  return takeFault(world.state.faults, kinds, isMeantFor(at)) !== undefined;
}

export type Spoiled = {
  readonly answer: Answer | "cut";
  /** A 500 is what Stripe would repeat for the key; other troubles leave no trace there. */
  readonly isKept: boolean;
};

/** What comes instead of the work. */
export function faultBefore(world: World, at: Target, requestId: string): Spoiled | undefined {
  const kinds = ["cut-before", "answer-status", "answer-body"] as const;
  const isMeant = isMeantFor(at);
  const fault = takeFault(
    world.state.faults,
    kinds,
    (each) => isMeant(each) && (each.do === "cut-before" || !each.isDone),
  );
  return fault === undefined ? undefined : spoil(world, fault, requestId);
}

/** What comes instead of the true answer, with the work done. */
export function faultAfter(world: World, at: Target, requestId: string): Spoiled | undefined {
  const kinds = ["cut-after", "answer-status", "answer-body"] as const;
  const isMeant = isMeantFor(at);
  const fault = takeFault(
    world.state.faults,
    kinds,
    (each) => isMeant(each) && (each.do === "cut-after" || each.isDone),
  );
  return fault === undefined ? undefined : spoil(world, fault, requestId);
}

function spoil(world: World, fault: ApiFault, requestId: string): Spoiled {
  switch (fault.do) {
    case "answer-status":
      return {
        answer: statusAnswer(world, fault.status, requestId),
        isKept: fault.status === 500,
      };
    case "answer-body":
      return { answer: bodies[fault.body], isKept: false };
    default:
      return { answer: "cut", isKept: false };
  }
}

/** Stripe asks not to retry a 500, because its idempotency layer would repeat it. */
function statusAnswer(world: World, status: number, requestId: string): Answer {
  const isOurs = status >= 500;
  const body = {
    type: isOurs ? "api_error" : "invalid_request_error",
    code: status === 429 ? "rate_limit" : undefined,
    message: messageOf(status, requestId),
  } as const;
  const answer = errorAnswer(status, body, requestLogUrl(world, requestId));
  const shouldRetry = status > 500 ? "true" : "false";
  return { ...answer, headers: { ...answer.headers, "Stripe-Should-Retry": shouldRetry } };
}

function messageOf(status: number, requestId: string): string {
  if (status === 429) {
    return "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.";
  }
  return `An unknown error occurred: (Error: ${requestId})`;
}

type BodyFault = Extract<ApiFault, { do: "answer-body" }>["body"];

const html = { "Content-Type": "text/html; charset=utf-8" };
const json = { "Content-Type": "application/json" };

const bodies: Readonly<Record<BodyFault, Answer>> = {
  html: {
    status: 200,
    headers: html,
    body: "<!doctype html><title>Hotel Wi-Fi: please sign in</title>",
  },
  "truncated-json": { status: 200, headers: json, body: '{\n  "id": "pi_3' },
  "wrong-object": {
    status: 200,
    headers: json,
    body: '{"id":"cus_000000000000","object":"customer","livemode":false}',
  },
  huge: {
    status: 200,
    headers: json,
    body: `{"id":"pi_huge","object":"payment_intent","description":"${"x".repeat(HUGE_BYTES)}"}`,
  },
  redirect: { status: 302, headers: { Location: "https://elsewhere.invalid/v1" }, body: "" },
  empty: { status: 200, headers: json, body: "" },
};
