import {
  isFinal,
  isOpen,
  loseSight,
  nextPayment,
  replaced,
  type Payment,
} from "../../register/payments/payment-state.ts";
import { afterRefused } from "../../register/payments/relay-answers.ts";
import type { RelayRefusal } from "../../contract/relay-protocol.ts";
import { when } from "./game.ts";
import { tillOf, type LinkState, type Message, type Move } from "./link-world.ts";
import { payments, readings } from "./state.ts";
import { paymentIds } from "./world.ts";

export const send = (next: LinkState, message: Message) => {
  if (!next.toRelay.includes(message)) next.toRelay = [...next.toRelay, message];
};

/** The register while it has its line: its clerk, its clock, and what it hears. */
export function tillMoves(state: LinkState): readonly Move[] {
  const payment = tillOf(state);
  const { phase, isCancelRequested, isReplaced } = payment;
  const resolving: Message = isReplaced === true ? "abandon" : "resolve";
  const isResolved = state.toRelay.includes(resolving);
  const isUnsent = state.isInOutbox && !state.toRelay.includes("capture");
  return [
    ...clerkMoves(state, payment),
    ...when<LinkState>(isOpen(payment) && !isCancelRequested, {
      label: "the clerk closes the page",
      act: cancel,
    }),
    ...when<LinkState>(phase === "waiting", {
      label: "the relay does not answer",
      cost: 1,
      act: (next) => loseIt(next, "resolve"),
    }),
    ...when<LinkState>(phase === "unknown" && !isResolved, {
      label: "the till resolves",
      act: (next) => send(next, resolving),
    }),
    ...when<LinkState>(isUnsent, {
      label: "the outbox sends the capture",
      act: (next) => send(next, "capture"),
    }),
    ...when<LinkState>(state.mail.length > 0, { label: "mail", act: takeMail }),
    ...when<LinkState>(state.refused.length > 0, { label: "refused", act: takeRefusal }),
  ];
}

/** The sale is paid another way: once the page is proven closed, or on a manager's yes. */
export function clerkMoves(state: LinkState, payment: Payment): readonly Move[] {
  const { phase, isReplaced } = payment;
  const isUnpaid = !state.isCashPaid;
  return [
    ...when<LinkState>(phase === "cancelled" && isUnpaid, {
      label: "the clerk takes cash",
      act: (next) => void (next.isCashPaid = true),
    }),
    ...when<LinkState>(phase === "unknown" && isReplaced !== true && isUnpaid, {
      label: "the clerk takes cash in its place",
      act(next) {
        next.till = payments.numberOf(replaced(tillOf(next)));
        next.isCashPaid = true;
      },
    }),
  ];
}

function cancel(next: LinkState): void {
  next.till = payments.numberOf({ ...tillOf(next), isCancelRequested: true });
  send(next, "cancel");
}

function loseIt(next: LinkState, message: Message): void {
  next.till = payments.numberOf(loseSight(tillOf(next)));
  send(next, message);
}

function takeMail(next: LinkState): void {
  const [reading = 0, ...rest] = next.mail;
  next.mail = rest;
  become(next, nextPayment(tillOf(next), readings.must(reading)));
}

/** The entries between two phases, as the register appends them. */
function become(next: LinkState, payment: Payment): void {
  const before = tillOf(next);
  next.till = payments.numberOf(payment);
  const { phase, isReplaced } = payment;
  if (phase === before.phase) return;
  if (phase === "cancelled") next.isCancelledInBook = true;
  if (phase === "captured" && isReplaced === true) next.isReturned = true;
  if (isReplaced === true) return;
  if (phase === "authorised") Object.assign(next, { isPaidInBook: true, isInOutbox: true });
  if (phase === "captured") Object.assign(next, { isPaidInBook: true, isCapturedInBook: true });
}

function takeRefusal(next: LinkState): void {
  const [first, ...rest] = next.refused;
  next.refused = rest;
  if (first === undefined) return;
  const [what, why] = first;
  if (what === "capture") next.isInOutbox = false;
  if (isFinal(tillOf(next))) return;
  const id = `${what}-${paymentIds[0]}`;
  become(next, afterRefused(tillOf(next), { id, refusal: why as RelayRefusal }));
}

/** What is under way is lost, and nobody watches any more. */
export function loseLine(next: LinkState): void {
  Object.assign(next, { isOnline: false, toRelay: [], refused: [] });
  next.till = payments.numberOf(loseSight(tillOf(next)));
}

/** A reconnect resolves, it does not start. */
export function comeBack(next: LinkState): void {
  next.isOnline = true;
  const payment = tillOf(next);
  if (isFinal(payment)) return;
  if (payment.phase === "authorised") {
    next.isInOutbox = true;
    send(next, "read");
  } else loseIt(next, payment.isReplaced === true ? "abandon" : "resolve");
}
