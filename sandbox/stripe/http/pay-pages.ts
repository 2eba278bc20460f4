import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { ApiError, noSuch } from "../api-error.ts";
import { afterInvoiceIntent } from "../behaviour/after-invoice.ts";
import { afterIntent, afterSetup, paySession, sideOf } from "../behaviour/checkout.ts";
import { finishAuthentication } from "../behaviour/confirm-card.ts";
import { finishSetup } from "../behaviour/confirm-setup.ts";
import { runDue } from "../clock/run-due.ts";
import { controlTrouble } from "../control/guard.ts";
import { pageHeadersAndBody, payPage } from "../control/pages.ts";
import { bankView, payView } from "../control/pay-view.ts";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";
import type { Answer } from "./answer.ts";
import { errorAnswer, jsonAnswer } from "./answer.ts";

const who = {
  email: z.string().max(512).default(""),
  name: z.string().max(200).default(""),
};

const DebitForm = z.strictObject({ iban: z.string().max(40), ...who });

const CardForm = z.strictObject({
  number: z.string().max(30),
  expMonth: z.int(),
  expYear: z.int(),
  cvc: z.string().max(4),
  ...who,
});

const PayForm = z.union([DebitForm, CardForm]);

export type PayRequest = { readonly method: string; readonly path: string; readonly body: string };

type Page = { headers: Answer["headers"]; body: Buffer };

type PayDeps = {
  readonly world: World;
  readonly dispatcher: { readonly sendOutgoing: () => Promise<void> };
};

/** Sends one of these pages, or what it asked for. */
export async function servePayPage(
  deps: PayDeps & { live: PayDeps | null },
  call: { request: IncomingMessage; response: ServerResponse; path: string; body: string },
): Promise<void> {
  const { request, response, path, body } = call;
  const trouble = controlTrouble(request);
  const nothing = jsonAnswer(404, { error: { message: "There is nothing here." } });
  const method = request.method ?? "GET";
  const { world, dispatcher } = worldOf(deps, path);
  runDue(world);
  const answer =
    trouble === null
      ? ((await answerPayPage(world, { method, path, body })) ?? nothing)
      : jsonAnswer(403, { error: { message: trouble } });
  const status = "status" in answer ? answer.status : 200;
  response.writeHead(status, answer.headers).end(answer.body);
  if (method === "GET") return;
  world.changed();
  await dispatcher.sendOutgoing();
}

/** The world in whose books the page's object stands; the test world when neither knows it. */
function worldOf(deps: PayDeps & { live: PayDeps | null }, path: string): PayDeps {
  const id = path.split("/")[3] ?? "";
  const tables = ["checkoutSessions", "paymentIntents", "setupIntents"] as const;
  const isLive = tables.some(
    (name) => deps.live !== null && findRow<unknown>(deps.live.world.state[name], id) !== undefined,
  );
  return isLive && deps.live !== null ? deps.live : deps;
}

/** The pages that a customer sees, and what they ask; undefined when nothing fits. */
async function answerPayPage(
  world: World,
  request: PayRequest,
): Promise<Answer | Page | undefined> {
  const [, , kind, id = "", act = "", more = ""] = request.path.split("/");
  if (kind !== "pay" && kind !== "3ds") return undefined;
  if (request.method === "GET" && act === "") return pageFor(world, kind, id);
  return inAnswer(() =>
    kind === "pay" ? answerPay(world, id, { ...request, act, more }) : answerBank(world, id, act),
  );
}

function inAnswer(work: () => unknown): Answer | undefined {
  try {
    const answer = work();
    return answer === undefined ? undefined : jsonAnswer(200, answer);
  } catch (error) {
    if (error instanceof ApiError) return errorAnswer(error.status, error.body);
    if (error instanceof z.ZodError || error instanceof SyntaxError) {
      return jsonAnswer(400, { error: { message: "This form cannot be read." } });
    }
    throw error;
  }
}

/** Embedded sessions may be shown inside another page, all others never. */
async function pageFor(world: World, kind: "pay" | "3ds", id: string): Promise<Page> {
  const session = findRow(world.state.checkoutSessions, id);
  const isEmbedded = kind === "pay" && session?.ui_mode === "embedded_page";
  const page = await pageHeadersAndBody(payPage[kind]);
  if (!isEmbedded) return page;
  const policy = (page.headers["Content-Security-Policy"] ?? "").replace(
    /; frame-ancestors.*$/,
    "",
  );
  return { ...page, headers: { ...page.headers, "Content-Security-Policy": policy } };
}

type PayAct = PayRequest & { act: string; more: string };

function answerPay(world: World, id: string, { method, act, more, body }: PayAct): unknown {
  const session = findRow(world.state.checkoutSessions, id);
  if (session === undefined)
    throw noSuch("checkout.session", id, { param: "session", inPath: true });
  if (method === "GET" && act === "view") return payView(world, session);
  if (method !== "POST") return undefined;
  if (act === "pay") {
    const { email, name, ...entry } = PayForm.parse(JSON.parse(body));
    const by = "iban" in entry ? entry : { card: entry };
    paySession(world, session, { by, email, name });
    return payView(world, session);
  }
  const { intentId } = sideOf(world, session);
  const waiting = intentId ?? session.setup_intent;
  if (act !== "bank" || typeof waiting !== "string") return undefined;
  answerBank(world, waiting, more);
  return payView(world, session);
}

/** The bank's step: a view of it, or its end. */
function answerBank(world: World, id: string, act: string): unknown {
  if (act === "view") return bankView(world, id);
  if (act !== "complete" && act !== "fail") return undefined;
  const intent = findRow(world.state.paymentIntents, id);
  const setup = findRow(world.state.setupIntents, id);
  const before = bankView(world, id);
  if (intent !== undefined) {
    finishAuthentication(world, intent, act === "complete");
    afterIntent(world, intent);
    afterInvoiceIntent(world, intent, null);
  } else if (setup !== undefined) {
    finishSetup(world, setup, act === "complete");
    afterSetup(world, setup);
  }
  const status = bankView(world, id).isPaid ? "succeeded" : "failed";
  return {
    returnTo:
      before.returnTo?.replace("redirect_status=pending", `redirect_status=${status}`) ?? null,
  };
}
