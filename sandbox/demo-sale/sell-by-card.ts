import type { Command, Input, Output, RegisterEvent } from "../../contract/commands.ts";
import type { PaymentView } from "../../contract/payment-views.ts";
import type { Register } from "../../register/register.ts";
import { demoClerk } from "../demo-shop.ts";
import type { ShopOnWire } from "./demo-shop-on-wire.ts";

export type Say = (line: string) => void;

const LIMIT_MS = 20_000;

/** Calls as the demo's clerk. A refusal is an error here: nothing of a demo sale may be refused. */
export function act<C extends Command>(register: Register, command: C, input: Input<C>): Output<C> {
  const outcome = register.handle({ caller: "tool", ...demoClerk }, command, input);
  if (!outcome.ok) throw new Error(`${command} was refused: ${outcome.refusal}`);
  return outcome.value as Output<C>;
}

/** Resolves with the first event for which `pick` answers something; rejects after the limit. */
function eventThat<Found>(
  register: Register,
  what: string,
  pick: (event: RegisterEvent) => Found | undefined,
): Promise<Found> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      stop();
      reject(new Error(`waited ${LIMIT_MS / 1_000} s for ${what}`));
    }, LIMIT_MS);
    const stop = register.onEvent((event) => {
      const found = pick(event);
      if (found === undefined) return;
      clearTimeout(limit);
      stop();
      resolve(found);
    });
  });
}

export async function untilOnline({ register }: ShopOnWire): Promise<void> {
  if (act(register, "register.view", {}).status.relay.state === "online") return;
  await eventThat(register, "the relay", ({ event, view }) =>
    event === "status-changed" && view.relay.state === "online" ? view : undefined,
  );
}

/** By the direct way the page loads, holds the reader and connects to it first. */
export async function untilReaderReady({ register }: ShopOnWire): Promise<void> {
  if (act(register, "register.view", {}).status.reader.state === "ready") return;
  await eventThat(register, "the reader's connection", ({ event, view }) =>
    event === "status-changed" && view.reader.state === "ready" ? view : undefined,
  );
}

const ended = ["declined", "captured", "cancelled"] as const;

/** Charges the open sale; each card is held to the reader once the amount stands on it. */
export async function sellByCard(
  shop: ShopOnWire,
  cards: readonly string[],
  say: Say,
): Promise<PaymentView> {
  const { register, stripe, readerId } = shop;
  const { saleId, total } = act(register, "register.view", {}).sale;
  let payment: PaymentView | undefined;
  for (const [index, number] of cards.entries()) {
    const onReader = eventThat(
      register,
      "the reader",
      onPayment(({ onReaderAtMs, phase }) => phase === "waiting" && onReaderAtMs !== null),
    );
    const first = payment;
    if (first === undefined) act(register, "payments.charge", { saleId, total });
    else act(register, "payments.retry", { paymentId: first.paymentId });
    say(
      index === 0
        ? "charge: written to the ledger, sent to the relay"
        : "another card, same payment",
    );
    await onReader;
    say(`reader: shows the amount; card ${number} is held to it`);
    const verdict = eventThat(
      register,
      "a verdict",
      onPayment(({ phase }) => ended.some((end) => end === phase)),
    );
    stripe.control.present(readerId, { number, gesture: "tap" });
    payment = await verdict;
    say(`Stripe: ${payment.phase}${codeOf(payment)}`);
    if (payment.phase !== "declined") break;
  }
  if (payment === undefined) throw new Error("no card was given");
  return payment;
}

function onPayment(isIt: (payment: PaymentView) => boolean) {
  return ({ event, view }: RegisterEvent): PaymentView | undefined =>
    event === "payment-changed" && isIt(view) ? view : undefined;
}

function codeOf({ tries, phase }: PaymentView): string {
  return phase === "declined" ? ` (${tries.at(-1)?.declineCode ?? "no code"})` : "";
}
