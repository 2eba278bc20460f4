import type { ListedReader } from "../../contract/reader-views.ts";
import { HOLD_FOR_MS } from "../../contract/reader-views.ts";
import type { FromReaderWindow, ToReaderWindow } from "../../contract/reader-window.ts";
import type { ReaderSettings } from "../payments/reader-setting.ts";
import type { ReaderWindow } from "../payments/reader-window.ts";
import type { Clock, ReaderChoice, RelayLine } from "../ports.ts";
import type { Connection } from "./connection-state.ts";
import { isConnected, type ReaderFacts } from "./reader-view.ts";
import type { Answered, Refused } from "./sync.ts";

type Deps = Readonly<{
  window: ReaderWindow;
  settings: ReaderSettings;
  line: RelayLine;
  connection: () => Connection;
  isPaying: () => boolean;
  now: Clock;
  changed: () => void;
}>;

type State = {
  /** What the relay has given us, and what we asked it for. */
  heldId: string | null;
  /** Of the relay's last yes, from when it was asked: so it runs out here before it does there. */
  heldUntilMs: number;
  askedId: string | null;
  askedAtMs: number;
  /** Answers to requests up to this one were about another reader, or another way. */
  staleRequest: number;
  heldBy: string | null;
  /** The reader that the window was told to connect to; undefined: it may have one of before. */
  toldId: string | null | undefined;
  listed: readonly ListedReader[] | null;
  isLooking: boolean;
  requests: number;
};

type Keeper = Deps & Readonly<{ state: State }>;

/** Asked for again well before it runs out; after a no, every few seconds. */
const RENEW_EVERY_MS = HOLD_FOR_MS / 3;
const ASK_EVERY_MS = 5_000;

export type ReaderKeeper = ReturnType<typeof createReaderKeeper>;

/**
 * Keeps the chosen reader, where this register drives it itself: holds it at the relay, and has the
 * window connect to it, but never before it is held. Tokens go from the relay through here to the
 * window and stay nowhere.
 */
export function createReaderKeeper(deps: Deps) {
  const state: State = {
    ...{ heldId: null, heldUntilMs: 0, heldBy: null },
    ...{ askedId: null, askedAtMs: Number.NEGATIVE_INFINITY, staleRequest: 0 },
    ...{ toldId: null, listed: null, isLooking: false, requests: 0 },
  };
  const keeper: Keeper = { ...deps, state };
  return {
    way: () => wayOf(keeper),
    facts: () => factsOf(keeper),
    isReady: () =>
      wayOf(keeper) === "direct" && !deps.window.isBusy() && isConnected(factsOf(keeper)),
    turn: () => {
      turn(keeper);
    },
    discover: () => {
      discover(keeper);
    },
    answered: (answer: Answered) => {
      answered(keeper, answer);
    },
    refused: (refused: Refused) => {
      hearRefusal(keeper, refused);
    },
    heard: (message: Exclude<FromReaderWindow, { type: "opened" }>) => {
      if (message.type === "connection-token-wanted") wantToken(keeper, message.id);
    },
    /**
     * A page is there: it is told where to connect. One that outlived a register may be connected,
     * and is left so until the relay has said whose the reader is.
     */
    windowOpened: () => {
      state.toldId = undefined;
      if (isHeld(keeper) || wayOf(keeper) === "relay") steer(keeper);
    },
    /** The line is back: the relay may have given the reader away meanwhile. */
    online: () => {
      ask(keeper);
    },
    /** Once a second. */
    tick: () => {
      letLapse(keeper);
      const isQuiet = isHeld(keeper) || deps.line.reader() === null;
      const waitMs = isQuiet ? RENEW_EVERY_MS : ASK_EVERY_MS;
      if (deps.now() - state.askedAtMs >= waitMs) ask(keeper);
    },
  };
}

const wayOf = ({ settings }: Keeper) => settings.get().way;

function isHeld({ state, line }: Keeper): boolean {
  return state.heldId !== null && state.heldId === line.reader()?.readerId;
}

function factsOf(keeper: Keeper): ReaderFacts {
  const { window, line, connection, isPaying } = keeper;
  const { heldBy, listed, isLooking } = keeper.state;
  return {
    ...{ heldBy, listed, isLooking },
    way: wayOf(keeper),
    connection: connection(),
    choice: line.reader(),
    window: window.view(),
    isHeld: isHeld(keeper),
    isPaying: isPaying(),
  };
}

function nextId({ state }: Keeper, kind: string): string {
  state.requests += 1;
  return `${kind}-${state.requests}`;
}

/** The welcome's list may be a minute old: a reader that it lacks is looked for before it is held. */
function ask(keeper: Keeper): void {
  const { line, state, now } = keeper;
  if (!line.isOnline()) return;
  state.askedAtMs = now();
  if (line.reader() === null) discover(keeper);
  else hold(keeper);
}

function hold(keeper: Keeper): void {
  const { line, state, now } = keeper;
  const wanted = wayOf(keeper) === "direct" && line.isOnline() ? line.reader() : null;
  if (wanted === null) return;
  state.askedId = wanted.readerId;
  state.askedAtMs = now();
  line.send({ type: "hold-reader", id: nextId(keeper, "hold"), ...idsOf(wanted) });
}

/**
 * A relay that was not heard for so long may have given the reader away: nothing is shown on it. A
 * payment that is at it has a lease of its own, which does not run out.
 */
function letLapse(keeper: Keeper): void {
  const { state, window, now, changed } = keeper;
  if (state.heldId === null || now() < state.heldUntilMs || window.isBusy()) return;
  state.heldId = null;
  steer(keeper);
  changed();
}

function idsOf({ connection, readerId }: ReaderChoice) {
  return { connection, readerId };
}

/** Brings the window to where the setting wants it. */
function steer(keeper: Keeper): void {
  const { state, window } = keeper;
  const wanted = wayOf(keeper) === "direct" && isHeld(keeper) ? target(keeper) : null;
  const wantedId = wanted?.readerId ?? null;
  if (wantedId === state.toldId) return;
  state.toldId = wantedId;
  window.send(wanted ?? { type: "disconnect" });
}

/** The chosen reader, with what its window needs to find it. */
function target(keeper: Keeper): Extract<ToReaderWindow, { type: "connect" }> | null {
  const choice = keeper.line.reader();
  const at = keeper.connection().connections.find(({ name }) => name === choice?.connection);
  const reader = at?.readers.find(({ readerId }) => readerId === choice?.readerId);
  if (choice === null || at === undefined || reader?.locationId == null) return null;
  const { simulatorUrl } = at;
  return { type: "connect", ...idsOf(choice), simulatorUrl, locationId: reader.locationId };
}

/** The way or the reader is another now: what was held is given up or changed. */
function turn(keeper: Keeper): void {
  const { state, line, changed } = keeper;
  state.heldId = null;
  state.heldBy = null;
  state.staleRequest = state.requests;
  steer(keeper);
  if (wayOf(keeper) === "direct") hold(keeper);
  else line.send({ type: "release-readers", id: nextId(keeper, "release") });
  changed();
}

function discover(keeper: Keeper): void {
  const { line, state, window, changed } = keeper;
  const connection = line.reader()?.connection ?? keeper.connection().connections[0]?.name;
  if (connection === undefined) return;
  const id = nextId(keeper, "list");
  state.isLooking = line.send({ type: "list-readers", id, connection });
  if (typeof state.toldId === "string") window.send({ type: "discover" });
  changed();
}

function answered(keeper: Keeper, answer: Answered): void {
  const { state, window, changed } = keeper;
  if (answer.type === "connection-token") {
    const id = answer.id.replace(/^token-/, "");
    window.send({ type: "connection-token", id, secret: answer.secret });
  } else if (answer.type === "readers") {
    state.listed = answer.readers;
    state.isLooking = false;
    // Only this list told us of our reader.
    if (isHeld(keeper)) steer(keeper);
    else hold(keeper);
    changed();
  } else if (answer.type === "accepted" && isAboutHold(keeper, answer)) {
    const isNews = state.heldId !== state.askedId || state.heldBy !== null;
    state.heldId = state.askedId;
    state.heldUntilMs = state.askedAtMs + HOLD_FOR_MS;
    state.heldBy = null;
    steer(keeper);
    if (isNews) changed();
  }
}

/** Of the reader that is chosen now. */
function isAboutHold({ state }: Keeper, { id }: Readonly<{ id: string }>): boolean {
  return id.startsWith("hold-") && Number(id.slice("hold-".length)) > state.staleRequest;
}

function hearRefusal(keeper: Keeper, refused: Refused): void {
  const { state, window, changed } = keeper;
  const { id, refusal } = refused;
  const [kind, rest = ""] = id.split(/-(.*)/s);
  if (kind === "hold") {
    if (!isAboutHold(keeper, refused)) return;
    loseHold(keeper, refused);
  } else if (kind === "token") {
    window.send({ type: "connection-token", id: rest, secret: null });
    if (refusal === "no-lease") loseHold(keeper, refused);
  } else if (kind === "list") {
    state.isLooking = false;
  } else return;
  changed();
}

function loseHold(keeper: Keeper, { refusal, detail }: Refused): void {
  keeper.state.heldId = null;
  keeper.state.heldBy = refusal === "lease-held" ? detail : null;
  steer(keeper);
}

function wantToken(keeper: Keeper, id: string): void {
  const { line, window } = keeper;
  const choice = isHeld(keeper) ? line.reader() : null;
  const isSent =
    choice !== null && line.send({ type: "connection-token", id: `token-${id}`, ...idsOf(choice) });
  if (!isSent) window.send({ type: "connection-token", id, secret: null });
}
