import { setTimeout as wait } from "node:timers/promises";
import { ApiError, invalidRequest } from "../api-error.ts";
import { runDue } from "../clock/run-due.ts";
import type { Call, createRouter } from "../router.ts";
import { inMode, modeOfKey } from "../mode.ts";
import type { Dispatcher } from "../webhooks/dispatcher.ts";
import type { World } from "../world.ts";
import { newId } from "../world.ts";
import type { Answer } from "./answer.ts";
import { errorAnswer, objectAnswer, requestLogUrl } from "./answer.ts";
import type { Spoiled } from "./api-fault.ts";
import {
  cutsReplay,
  faultAfter,
  faultBefore,
  faultDelayMs,
  wantsWebhookFirst,
} from "./api-fault.ts";
import { authenticate, checkAccount } from "./authenticate.ts";
import type { RawMap } from "./form.ts";
import { canonicalForm, parseForm } from "./form.ts";
import { parseJsonBody } from "./json-body.ts";
import { keep, keptAnswer, readKey, release, reserve } from "./idempotency.ts";
import { answeredVersion, cliVersion, versionOf } from "./version.ts";

export type ApiRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly header: (name: string) => string | undefined;
};

export type ApiDeps = {
  readonly world: World;
  readonly find: ReturnType<typeof createRouter>;
  readonly dispatcher: Dispatcher;
  /** The other world, where there is one. */
  readonly live: { readonly world: World; readonly dispatcher: Dispatcher } | null;
  readonly keys: readonly string[];
  readonly log: (line: string) => void;
};

/** One API request from key to answer; "cut" when a fault takes the connection away. */
export async function answerApiCall(deps: ApiDeps, request: ApiRequest): Promise<Answer | "cut"> {
  const requestId = newId(deps.world, "req_", 14);
  const answer = await answerOf(deps, request, requestId);
  if (answer === "cut") return "cut";
  const key = request.header("idempotency-key");
  return {
    ...answer,
    headers: {
      "Request-Id": requestId,
      "Stripe-Version": answeredVersion(request.header("stripe-version")),
      ...(key === undefined ? {} : { "Idempotency-Key": key }),
      ...answer.headers,
    },
  };
}

async function answerOf(
  deps: ApiDeps,
  request: ApiRequest,
  requestId: string,
): Promise<Answer | "cut"> {
  let own = deps;
  try {
    const { keys, live } = deps;
    const accepted = { keys, hasLive: live !== null };
    const apiKey = authenticate(request.header("authorization"), accepted);
    if (live !== null && modeOfKey(apiKey) === "live") own = { ...deps, ...live, live: null };
    checkAccount(request.header("stripe-account"), own.world.state.account.id, apiKey);
    checkMode(own.world, request);
    const version = versionOf(request.header("stripe-version") ?? cliVersion(request));
    const key = request.method === "POST" ? readKey(request.header("idempotency-key")) : null;
    await pause(faultDelayMs(own.world, "wait-before", request));
    const answer = await answerOnce(own, request, { apiKey, version, key, requestId });
    return shownIn(own.world, answer);
  } catch (error) {
    return shownIn(own.world, troubleAnswer(own, error, requestId));
  }
}

function shownIn({ mode }: World, answer: Answer | "cut"): Answer | "cut" {
  return answer === "cut" ? answer : { ...answer, body: inMode(mode, answer.body) };
}

function checkMode({ mode }: World, { path }: ApiRequest): void {
  if (mode === "test" || !path.startsWith("/v1/test_helpers/")) return;
  throw invalidRequest("This endpoint is for test mode: use a test key.");
}

type Context = { apiKey: string; version: string; key: string | null; requestId: string };

async function answerOnce(
  deps: ApiDeps,
  request: ApiRequest,
  context: Context,
): Promise<Answer | "cut"> {
  const { world } = deps;
  const { key, requestId } = context;
  const raw = rawParams(request);
  const fingerprint = `${request.method} ${request.path} ${canonicalForm(raw)}`;
  const slot = key === null ? null : `${context.apiKey} ${key}`;
  const kept = slot === null ? undefined : keptAnswer(world, slot, { key, fingerprint });
  if (kept?.answer) {
    return cutsReplay(world, request) ? "cut" : replayed(kept.answer, kept.requestId);
  }
  const spoiled = faultBefore(world, request, requestId);
  if (spoiled !== undefined) {
    if (slot !== null && spoiled.isKept) reserve(world, slot, { fingerprint, requestId });
    return settle(deps, slot, { spoiled });
  }
  const { route, ids } = deps.find(request.method, request.path);
  const prepared = route.prepare(raw, context.version);
  if (slot !== null) reserve(world, slot, { fingerprint, requestId });
  const cause = { requestId, idempotencyKey: key };
  const call = { world, cause, version: context.version, ids, answerDelayMs: 0 };
  return work(deps, request, { slot, call, run: prepared.run });
}

type Work = { slot: string | null; call: Call; run: (call: Call) => object };

/** The work itself is one synchronous step; only what comes after it can be delayed or spoiled. */
async function work(deps: ApiDeps, request: ApiRequest, job: Work): Promise<Answer | "cut"> {
  const { world, dispatcher } = deps;
  runDue(world);
  const answer = run(deps, job);
  world.changed();
  const delayMs = job.call.answerDelayMs + faultDelayMs(world, "wait-after", request);
  if (wantsWebhookFirst(world, request)) await dispatcher.sendOutgoing();
  if (delayMs > 0) {
    void dispatcher.sendOutgoing();
    await pause(delayMs);
  }
  const spoiled = faultAfter(world, request, job.call.cause.requestId);
  return settle(deps, job.slot, spoiled === undefined ? { answer } : { answer, spoiled });
}

function run(deps: ApiDeps, { call, run: handle }: Work): Answer {
  try {
    return objectAnswer(handle(call));
  } catch (error) {
    return troubleAnswer(deps, error, call.cause.requestId);
  }
}

/** A no of the API as it is; anything else is a bug of ours, told to the log. */
function troubleAnswer(deps: ApiDeps, error: unknown, requestId: string): Answer {
  const log = requestLogUrl(deps.world, requestId);
  if (error instanceof ApiError) return errorAnswer(error.status, error.body, log);
  deps.log(`${requestId} broke: ${error instanceof Error ? String(error.stack) : String(error)}`);
  const body = { type: "api_error", message: `The sandbox broke: (${requestId})` } as const;
  return errorAnswer(500, body, log);
}

/** Keeps for the key what Stripe would keep, and gives out what the client is to see. */
function settle(
  deps: ApiDeps,
  slot: string | null,
  result: { answer?: Answer; spoiled?: Spoiled },
): Answer | "cut" {
  const shown = result.spoiled?.answer ?? result.answer ?? "cut";
  const kept = result.spoiled?.isKept === true ? shown : result.answer;
  if (slot === null) return shown;
  if (kept === undefined || kept === "cut") release(deps.world, slot);
  else keep(deps.world, slot, { status: kept.status, body: kept.body });
  return shown;
}

function replayed(answer: { status: number; body: string }, originalRequest: string): Answer {
  const headers = {
    "Content-Type": "application/json",
    "Idempotent-Replayed": "true",
    "Original-Request": originalRequest,
  };
  return { ...answer, headers };
}

function rawParams(request: ApiRequest): RawMap {
  const raw = parseForm(request.query);
  if (request.method === "GET" || request.body === "") return raw;
  if (request.path.startsWith("/v2/")) return new Map([...raw, ...parseJsonBody(request.body)]);
  const type = request.header("content-type") ?? "application/x-www-form-urlencoded";
  if (!type.startsWith("application/x-www-form-urlencoded")) {
    throw invalidRequest(
      "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have questions, we can help at https://support.stripe.com/.",
    );
  }
  return new Map([...raw, ...parseForm(request.body)]);
}

async function pause(delayMs: number): Promise<void> {
  if (delayMs > 0) await wait(delayMs, undefined, { ref: false });
}
