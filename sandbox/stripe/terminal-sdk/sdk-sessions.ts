import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { awaitedType } from "../behaviour/awaited.ts";
import { dropCollected } from "../behaviour/collect-card.ts";
import {
  clearGlass,
  command,
  logReader,
  readerOf,
  startAction,
} from "../behaviour/reader-commands.ts";
import { rowsOf } from "../table.ts";
import type { World } from "../world.ts";
import { newId } from "../world.ts";
import { answered, noConnection, sdkError, type SdkAnswer } from "./sdk-answer.ts";
import { collect, process, outcomeOf, type Asked, type Busy } from "./sdk-payment.ts";
import { collectRefund, processRefund, type RefundAsked } from "./sdk-refund.ts";

/** A page that is connected to a reader, for as long as its stream is open. */
export type Session = {
  readonly id: string;
  readonly readerId: string;
  hasCart: boolean;
  busy: Busy | null;
  /** What is to be paid back, until it is processed or given up. */
  refund: RefundAsked | null;
  readonly stream: Stream;
};

/** The page's side of a session. */
export type Stream = {
  /** What the SDK calls the payment's status. */
  readonly say: (status: "ready" | "waiting_for_input" | "processing") => void;
  /** The reader is gone, or another page has it: the stream ends. */
  readonly drop: () => void;
};

type Cart = Stripe.Terminal.Reader.Action.SetReaderDisplay.Cart;
type Connect = { readerId: string; failIfInUse: boolean; stream: Stream };

export type TerminalSdk = ReturnType<typeof createTerminalSdk>;

/**
 * The readers as the JavaScript SDK drives them, without commands of the API. In memory: a page
 * whose sandbox restarts finds its reader again.
 */
export function createTerminalSdk(world: World) {
  const sessions = new Map<string, Session>();
  const withSession = (id: string, act: (session: Session) => SdkAnswer): SdkAnswer => {
    const session = sessions.get(id);
    return session === undefined ? noConnection() : answered(() => act(session));
  };

  return {
    /** The location of a token; undefined for a token that is none. */
    locationOf: (token: string) => world.connectionTokens.get(token),
    discover: (location: string | null): SdkAnswer => ({
      discoveredReaders: structuredClone(readersAt(world, location)),
    }),
    connect: (location: string | null, asked: Connect): SdkAnswer | Session => {
      const reader = readersAt(world, location).find(({ id }) => id === asked.readerId);
      if (reader === undefined) return sdkError("invalid_reader_shape", "No such reader here.");
      if (reader.status === "offline") return sdkError("network_error", "The reader is off.");
      const others = [...sessions.values()].filter((each) => each.readerId === reader.id);
      const isInUse = awaitedType(reader) !== null || others.some(isAtSomething);
      if (isInUse && asked.failIfInUse) {
        return sdkError("reader_in_use", "The reader is currently in use.");
      }
      others.forEach(({ stream }) => stream.drop());
      const session = newSession(world, asked);
      sessions.set(session.id, session);
      logReader(world, reader.id, { what: "till connected", detail: session.id });
      world.changed();
      return session;
    },
    /** The page is gone, or let go: what it showed is taken off, a card at the bank is not. */
    end: (session: Session): void => {
      if (!sessions.delete(session.id)) return;
      session.busy?.settle(sdkError("canceled", "The connection ended."));
      if (session.hasCart || isAsking(session)) clear(world, session);
      logReader(world, session.readerId, { what: "till gone", detail: session.id });
      world.changed();
    },
    display: (id: string, cart: Cart | null): SdkAnswer =>
      withSession(id, (session) => display(world, session, cart)),
    collect: (id: string, asked: Asked): Promise<SdkAnswer> =>
      whenDone(world, sessions.get(id), (session) => collect(world, session.readerId, asked)),
    process: (id: string, intentId: string): Promise<SdkAnswer> =>
      whenDone(world, sessions.get(id), (session) => process(world, session.readerId, intentId)),
    collectRefund: (id: string, asked: RefundAsked): SdkAnswer =>
      withSession(id, (session) => keepRefund(world, session, asked)),
    processRefund: (id: string): Promise<SdkAnswer> =>
      whenDone(world, sessions.get(id), (session) => beginRefund(world, session)),
    cancel: (id: string): SdkAnswer => withSession(id, (session) => cancel(world, session)),
    /** After every change: who waited for it is answered. */
    look: (): void => sessions.forEach((session) => look(world, session)),
  };
}

function newSession(world: World, { readerId, stream }: Connect): Session {
  return {
    id: newId(world, "sess_", 16),
    readerId,
    hasCart: false,
    busy: null,
    refund: null,
    stream,
  };
}

function readersAt(world: World, location: string | null): Stripe.Terminal.Reader[] {
  const readers = rowsOf(world.state.readers);
  return location === null ? readers : readers.filter((each) => each.location === location);
}

function keepRefund(world: World, session: Session, asked: RefundAsked): SdkAnswer {
  collectRefund(world, asked);
  session.refund = asked;
  return {};
}

function beginRefund(world: World, session: Session): Omit<Busy, "settle"> {
  const asked = session.refund;
  if (asked === null) {
    throw invalidRequest("Nothing was collected to be paid back.", {
      code: "no_active_collect_payment_method_attempt",
    });
  }
  session.refund = null;
  return processRefund(world, session.readerId, asked);
}

/** For a card that nothing has happened with yet. */
function isAsking({ busy }: Session): boolean {
  return busy?.kind === "collect" || busy?.kind === "refund";
}

/** A reader that shows a cart is in use, too. */
function isAtSomething({ busy, hasCart }: Session): boolean {
  return busy !== null || hasCart;
}

/** Starts what takes its time, and answers when the reader has ended it. */
async function whenDone(
  world: World,
  session: Session | undefined,
  begin: (session: Session) => Omit<Busy, "settle">,
): Promise<SdkAnswer> {
  if (session === undefined) return noConnection();
  if (session.busy !== null) {
    return sdkError("command_already_in_progress", "The reader is at another command.");
  }
  return new Promise((resolve) => {
    const trouble = answered(() => {
      session.hasCart = false;
      const begun = begin(session);
      session.stream.say(begun.kind === "process" ? "processing" : "waiting_for_input");
      const settle = (answer: SdkAnswer) => {
        session.stream.say("ready");
        resolve(answer);
      };
      session.busy = { ...begun, settle };
      return {};
    });
    if ("error" in trouble) resolve(trouble);
    world.changed();
  });
}

function look(world: World, session: Session): void {
  const reader = rowsOf(world.state.readers).find(({ id }) => id === session.readerId);
  const outcome = session.busy && outcomeOf(world, reader, session.busy);
  if (session.busy !== null && outcome !== null) {
    const { settle, kind } = session.busy;
    session.busy = null;
    settle(outcome);
    // A reader that lost its power asks for no card when it is back.
    if (kind !== "process" && reader?.status === "offline") clear(world, session);
  }
  if (reader === undefined || reader.status === "offline") session.stream.drop();
}

function display(world: World, session: Session, cart: Cart | null): SdkAnswer {
  if (session.busy !== null) {
    return sdkError("command_already_in_progress", "The reader is at a payment.");
  }
  if (cart === null) clear(world, session);
  else {
    const reader = readerOf(world, session.readerId);
    command(world, reader, () => {
      startAction(world, reader, {
        type: "set_reader_display",
        set_reader_display: { type: "cart", cart },
      });
    });
  }
  session.hasCart = cart !== null;
  world.changed();
  return {};
}

function cancel(world: World, session: Session): SdkAnswer {
  const { busy, refund } = session;
  session.refund = null;
  if (busy === null && refund !== null) return {};
  if (busy === null) {
    return sdkError("no_active_collect_payment_method_attempt", "Nothing is being collected.");
  }
  if (busy.kind === "process") {
    return sdkError("cancelable_already_completed", "A card is being processed.");
  }
  // A card of a refund may be at the bank already: then the reader says no.
  if (busy.kind === "refund") command(world, readerOf(world, session.readerId), () => undefined);
  session.busy = null;
  busy.settle(sdkError("canceled", "The command was canceled."));
  clear(world, session);
  world.changed();
  return {};
}

/** Back to the start screen; a reader that cannot hear it now shows it later by itself. */
function clear(world: World, { readerId }: Session): void {
  const reader = rowsOf(world.state.readers).find(({ id }) => id === readerId);
  if (reader === undefined) return;
  dropCollected(world, readerId);
  reader.action = null;
  clearGlass(world, reader);
}
