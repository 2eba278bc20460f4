import { z } from "zod";
import { ApiError } from "../api-error.ts";
import { NewFault } from "../faults.ts";
import type { Answer } from "../http/answer.ts";
import { jsonAnswer } from "../http/answer.ts";
import type { Control } from "./control.ts";
import { AccountChange, FailRefund, Roll } from "./webhook-control.ts";
import { Inputs, Pin, Present, ReaderChange, Tip, TypedCard, Unpack } from "./reader-control.ts";
import { moneyRoutes } from "./money-routes.ts";

export type ControlRequest = {
  readonly method: string;
  /** What stands behind `/_sandbox`: `/faults`. */
  readonly path: string;
  readonly body: string;
};

type Handler = (control: Control, body: unknown, id: string) => unknown;

const Trust = z.strictObject({ pem: z.string().min(1).max(100_000) });

/** Method, path, handler; `:id` is what the handler gets as its id. */
const routes: readonly (readonly [string, string, Handler])[] = [
  ["GET", "/books", (control) => control.books()],
  ["GET", "/faults", (control) => control.faults()],
  ["POST", "/faults", (control, body) => control.addFault(NewFault.parse(body))],
  ["DELETE", "/faults", (control) => control.clearFaults()],
  ["DELETE", "/faults/:id", (control, _body, id) => control.clearFaults(id)],
  ["GET", "/readers", (control) => control.readers()],
  ["GET", "/readers/:id", (control, _body, id) => control.reader(id)],
  ["POST", "/readers/:id", (control, body, id) => control.setReader(id, ReaderChange.parse(body))],
  ["POST", "/readers/:id/present", (control, body, id) => control.present(id, Present.parse(body))],
  [
    "POST",
    "/readers/:id/typed-card",
    (control, body, id) => control.typeCard(id, TypedCard.parse(body)),
  ],
  ["POST", "/readers/:id/pin", (control, body, id) => control.enterPin(id, Pin.parse(body))],
  [
    "POST",
    "/readers/:id/tip",
    (control, body, id) => control.chooseTip(id, Tip.parse(body).amountMinor),
  ],
  [
    "POST",
    "/readers/:id/inputs",
    (control, body, id) => control.giveInputs(id, Inputs.parse(body)),
  ],
  [
    "POST",
    "/physical_readers",
    (control, body) => control.unpackReader(Unpack.parse(body).deviceType),
  ],
  ["POST", "/readers/:id/cancel", (control, _body, id) => control.cancelByCustomer(id)],
  ["POST", "/account", (control, body) => control.setAccount(AccountChange.parse(body))],
  ["GET", "/deliveries", (control) => control.deliveries()],
  [
    "POST",
    "/webhook_endpoints/:id/roll",
    (control, body, id) => control.rollSecret(id, Roll.parse(body).keepOldMs),
  ],
  [
    "POST",
    "/refunds/:id/fail",
    (control, body, id) => control.failRefund(id, FailRefund.parse(body).reason),
  ],
  ["POST", "/deliveries/pause", (control) => control.pauseDeliveries()],
  ["POST", "/deliveries/resume", (control) => control.resumeDeliveries()],
  ["POST", "/deliveries/flush", (control) => control.flushDeliveries()],
  ...moneyRoutes,
  ["POST", "/trust", (control, body) => control.trust(Trust.parse(body).pem)],
];

/** Answers the control API; undefined when no route fits. */
export async function answerControl(
  control: Control,
  request: ControlRequest,
): Promise<Answer | undefined> {
  for (const [method, pattern, handle] of routes) {
    const id = idIn(pattern, request.path);
    if (method !== request.method || id === undefined) continue;
    return answerWith(() => handle(control, bodyOf(request), id));
  }
  return undefined;
}

/** The id in a path that fits the pattern; empty where the pattern has none. */
function idIn(pattern: string, path: string): string | undefined {
  const parts = path.split("/");
  const wanted = pattern.split("/");
  const fits =
    parts.length === wanted.length &&
    wanted.every((part, at) => part === ":id" || part === parts[at]);
  if (!fits) return undefined;
  return parts[wanted.indexOf(":id")] ?? "";
}

function bodyOf({ body }: ControlRequest): unknown {
  return body === "" ? {} : JSON.parse(body);
}

async function answerWith(work: () => unknown): Promise<Answer> {
  try {
    return jsonAnswer(200, (await work()) ?? { ok: true });
  } catch (error) {
    if (error instanceof ApiError) return jsonAnswer(error.status, { error: error.body });
    if (error instanceof z.ZodError) {
      return jsonAnswer(400, { error: { message: z.prettifyError(error) } });
    }
    if (error instanceof SyntaxError) {
      return jsonAnswer(400, { error: { message: "The body is not JSON." } });
    }
    throw error;
  }
}
