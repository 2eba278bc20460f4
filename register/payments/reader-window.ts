import type { PaymentId, RefundId } from "../../contract/ids.ts";
import {
  FromReaderWindow,
  type FoundReader,
  type ReaderCart,
  type ReaderWindowLink,
  type ToReaderWindow,
} from "../../contract/reader-window.ts";
import type { Clock, Logger } from "../ports.ts";

type Collect = Omit<Extract<ToReaderWindow, { type: "collect" }>, "type">;
type CollectRefund = Omit<Extract<ToReaderWindow, { type: "collect-refund" }>, "type">;
type Opened = Extract<FromReaderWindow, { type: "opened" }>;
type Send = (message: ToReaderWindow) => void;
type Said = Exclude<FromReaderWindow, { type: "opened" }>;

/** What the window is at. */
type Attempt = Readonly<{ paymentId: PaymentId; tryNumber: number; isCardInProcess: boolean }>;

export type WindowView = Readonly<{
  isOpen: boolean;
  connection: Omit<Extract<FromReaderWindow, { type: "connection-state" }>, "type">;
  /** Null while it has not looked. */
  found: readonly FoundReader[] | null;
}>;

type Listener = Readonly<{
  /** A page is there, or another took its place: it knows nothing of us yet. */
  opened: () => void;
  /** The page that was at this payment is not at it any more, and did not say how it ended. */
  lost: (paymentId: PaymentId) => void;
  lostRefund: (refundId: RefundId) => void;
  heard: (message: Said) => void;
  changed: () => void;
}>;

type State = {
  readonly links: Send[];
  connection: WindowView["connection"];
  found: readonly FoundReader[] | null;
  attempt: Attempt | null;
  /** Or the refund that it asks the card for. */
  refundId: RefundId | null;
  /** What waits until the window has let the payment go that it is at. */
  afterwards: (() => void) | null;
  goneAtMs: number | null;
  hasCart: boolean;
};

type Parts = Readonly<{ log: Logger; now: Clock; state: State; listener: Listener }>;

/** A page that reloads, or whose carrier broke, is back by then. */
const GONE_AFTER_MS = 3_000;

const quiet = {
  connection: { state: "not-connected", readerId: null, problem: null },
  found: null,
  hasCart: false,
} as const;

export type ReaderWindow = ReturnType<typeof createReaderWindow>;

/**
 * The register's side of its reader window, whichever page that is just now: the youngest drives,
 * the others are quiet. All of it is in memory: what a payment came to is read, never remembered.
 */
export function createReaderWindow(
  { log, now }: Readonly<{ log: Logger; now: Clock }>,
  listener: Listener,
) {
  const atNothing = { attempt: null, refundId: null, afterwards: null, goneAtMs: null } as const;
  const state: State = { links: [], ...atNothing, ...quiet };
  const parts: Parts = { log, now, state, listener };
  const isAt = (paymentId: string): boolean => state.attempt?.paymentId === paymentId;
  return {
    isAt,
    open: (send: Send): ReaderWindowLink => openLink(parts, send),
    send: (message: ToReaderWindow) => sendTo(state, message),
    view: (): WindowView => ({
      isOpen: state.links.length > 0,
      connection: state.connection,
      found: state.found,
    }),
    collect: (collect: Collect): boolean => startCollect(state, collect),
    /** Once the window has said how its try ended; never, where it is cancelled or lost. */
    afterwards: (act: () => void): void => void (state.afterwards = act),
    cancel: (paymentId: PaymentId): void => {
      if (isAt(paymentId)) state.afterwards = null;
      sendTo(state, { type: "cancel", paymentId });
    },
    collectRefund: (collect: CollectRefund): boolean => startRefund(state, collect),
    isBusy: () => isBusy(state),
    isCardInProcess: (paymentId: string) =>
      isAt(paymentId) && state.attempt?.isCardInProcess === true,
    /** Once a second: a page that went and does not come back has lost what it was at. */
    tick: (): void => {
      if (state.goneAtMs !== null && now() - state.goneAtMs >= GONE_AFTER_MS) lose(parts);
    },
    show: (cart: ReaderCart | null): void => showCart(state, cart),
  };
}

function openLink(parts: Parts, send: Send): ReaderWindowLink {
  const { state, listener, log } = parts;
  sendTo(state, { type: "disconnect" });
  state.links.push(send);
  Object.assign(state, quiet, { goneAtMs: null });
  send({ type: "hello" });
  listener.changed();
  return {
    receive: (raw) => {
      if (state.links.at(-1) !== send) return;
      const parsed = FromReaderWindow.safeParse(raw);
      if (parsed.success) receive(parts, parsed.data);
      else log.error("the reader window is not understood", { why: parsed.error.message });
    },
    close: () => {
      closeLink(parts, send);
    },
  };
}

function closeLink(parts: Parts, send: Send): void {
  const { state, listener, now } = parts;
  const index = state.links.indexOf(send);
  if (index < 0) return;
  const wasActive = index === state.links.length - 1;
  state.links.splice(index, 1);
  if (!wasActive) return;
  Object.assign(state, quiet);
  state.goneAtMs = state.links.length === 0 ? now() : null;
  if (state.links.length > 0) greet(parts, { paymentId: null, refundId: null });
  else listener.changed();
}

function sendTo({ links }: State, message: ToReaderWindow): boolean {
  const active = links.at(-1);
  active?.(message);
  return active !== undefined;
}

/** A page that is at a payment of before a restart lets it go: what it came to is read. */
function greet(parts: Parts, { paymentId, refundId }: Omit<Opened, "type">): void {
  const { state, listener } = parts;
  if ((state.attempt?.paymentId ?? null) !== paymentId || state.refundId !== refundId) lose(parts);
  if (paymentId !== null && state.attempt === null) sendTo(state, { type: "cancel", paymentId });
  if (refundId !== null && state.refundId === null) {
    sendTo(state, { type: "cancel-refund", refundId });
  }
  listener.opened();
  listener.changed();
}

function lose({ state, listener }: Parts): void {
  const { attempt, refundId } = state;
  state.attempt = null;
  state.refundId = null;
  state.afterwards = null;
  if (attempt !== null) listener.lost(attempt.paymentId);
  if (refundId !== null) listener.lostRefund(refundId);
}

function receive(parts: Parts, message: FromReaderWindow): void {
  if (message.type === "opened") {
    greet(parts, message);
    return;
  }
  remember(parts.state, message);
  parts.listener.heard(message);
  if (parts.state.attempt === null) goOn(parts.state);
  if (message.type !== "connection-token-wanted") parts.listener.changed();
}

function goOn(state: State): void {
  const act = state.afterwards;
  state.afterwards = null;
  act?.();
}

function remember(state: State, message: Said): void {
  if (message.type === "connection-state") {
    const { state: connectionState, readerId, problem } = message;
    state.connection = { state: connectionState, readerId, problem };
  } else if (message.type === "readers-found" && message.problem === null) {
    state.found = message.readers;
  } else if (message.type === "refund-finished") {
    if (state.refundId === message.refundId) state.refundId = null;
  } else if ("paymentId" in message && isAbout(state.attempt, message)) {
    state.attempt = attemptAfter(state.attempt, message);
  }
}

/** What is said late of an earlier try ends no later one. */
function isAbout(attempt: Attempt | null, message: AboutPayment): attempt is Attempt {
  return attempt?.paymentId === message.paymentId && attempt.tryNumber === message.tryNumber;
}

type AboutPayment = Extract<Said, { paymentId: PaymentId }>;

function attemptAfter(attempt: Attempt, message: AboutPayment): Attempt | null {
  if (message.type === "reader-finished") return null;
  return { ...attempt, isCardInProcess: message.step === "card-in-process" };
}

function startCollect(state: State, collect: Collect): boolean {
  state.hasCart = false;
  if (!sendTo(state, { type: "collect", ...collect })) return false;
  const { paymentId, tryNumber } = collect;
  state.attempt = { paymentId, tryNumber, isCardInProcess: false };
  return true;
}

const isBusy = ({ attempt, refundId }: State) => attempt !== null || refundId !== null;

function startRefund(state: State, collect: CollectRefund): boolean {
  state.hasCart = false;
  if (!sendTo(state, { type: "collect-refund", ...collect })) return false;
  state.refundId = collect.refundId;
  return true;
}

/** Never while a payment or a refund is at it: a display command would take the payment's place. */
function showCart(state: State, cart: ReaderCart | null): void {
  const { connection, hasCart } = state;
  if (isBusy(state) || connection.state !== "connected") return;
  if (cart === null && !hasCart) return;
  state.hasCart = cart !== null;
  sendTo(state, { type: "cart", cart });
}
