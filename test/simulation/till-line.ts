import { EventEmitter } from "node:events";
import type { WebSocket } from "ws";
import type { RegisterId } from "../../contract/ids.ts";
import type { OpenSocket, RelaySocketEvents } from "../../register/sync/relay-socket.ts";
import type { Owner, VirtualClock } from "./virtual-clock.ts";
import type { Weather } from "./weather.ts";

type Deps = Readonly<{
  clock: VirtualClock;
  weather: Weather;
  registerId: RegisterId;
  /** Hands the relay's end to the relay that runs now; false where none does. */
  serve: (socket: WebSocket, registerId: RegisterId) => boolean;
}>;

type Line = {
  /** Each end stands until it has heard of the other's. */
  isTillOpen: boolean;
  isRelayOpen: boolean;
  /** Nothing passes any more, and neither end knows yet. */
  isCut: boolean;
  toRelayMs: number;
  toTillMs: number;
};

export type TillLine = ReturnType<typeof createTillLine>;

/** Both pings and silence find a dead line within this. */
const HALF_OPEN_MS = 21_000;

/** A register's way to the relay: frames in order, late at times; a cut loses what is under way. */
export function createTillLine(deps: Deps) {
  const { clock, weather } = deps;
  const lines = new Set<{ cut: () => void; relayDied: () => void; tillDied: () => void }>();

  const opener =
    (owner: Owner): OpenSocket =>
    (events) => {
      const living = guarded(clock, owner, events);
      const wire = openLine(deps, living);
      lines.add(wire);
      return wire.socket;
    };
  const all = (
    act: (wire: { cut: () => void; relayDied: () => void; tillDied: () => void }) => void,
  ) => {
    lines.forEach(act);
    lines.clear();
  };
  return {
    opener,
    cut: () => all((wire) => wire.cut()),
    relayDied: () => all((wire) => wire.relayDied()),
    tillDied: () => all((wire) => wire.tillDied()),
    latencyMs: weather.latencyMs,
  };
}

/** Nobody in a dead process hears anything. */
function guarded(clock: VirtualClock, owner: Owner, events: RelaySocketEvents): RelaySocketEvents {
  const alive = (act: () => void) => {
    if (!owner.isDead) clock.runAs(owner, act);
  };
  return {
    open: () => alive(events.open),
    message: (text) => alive(() => events.message(text)),
    close: (reason) => alive(() => events.close(reason)),
  };
}

function openLine(deps: Deps, events: RelaySocketEvents) {
  const { clock, weather, registerId, serve } = deps;
  const line: Line = {
    isTillOpen: true,
    isRelayOpen: false,
    isCut: false,
    toRelayMs: 0,
    toTillMs: 0,
  };
  const closeTill = (reason: string) => {
    if (!line.isTillOpen) return;
    line.isTillOpen = false;
    events.close(reason);
  };
  const relayEnd = relaySocket(deps, line, {
    message: (text) => {
      if (line.isTillOpen && !line.isCut) events.message(text);
    },
    close: () => closeTill("closed by the relay"),
  });
  const closeRelay = () => relayEnd.hangUp();
  clock.after(
    weather.latencyMs(),
    () => {
      if (line.isCut || !line.isTillOpen) return;
      line.isRelayOpen = serve(relayEnd.socket, registerId);
      if (line.isRelayOpen) clock.after(weather.latencyMs(), events.open, null);
      else closeTill("refused");
    },
    null,
  );
  const later = (act: () => void) => void clock.after(weather.between(0, HALF_OPEN_MS), act, null);
  return {
    socket: tillSocket(deps, line, { relayEnd, closeTill, closeRelay }),
    cut(): void {
      line.isCut = true;
      weather.worksUntil(clock.now() + HALF_OPEN_MS);
      later(() => closeTill("silent"));
      later(closeRelay);
    },
    relayDied: () => {
      line.isRelayOpen = false;
      line.isCut = true;
      clock.after(weather.latencyMs(), () => closeTill("reset"), null);
    },
    tillDied: () => {
      line.isTillOpen = false;
      line.isCut = true;
      clock.after(weather.latencyMs(), closeRelay, null);
    },
  };
}

type Ends = Readonly<{
  relayEnd: ReturnType<typeof relaySocket>;
  closeTill: (reason: string) => void;
  closeRelay: () => void;
}>;

function tillSocket({ clock, weather }: Deps, line: Line, ends: Ends) {
  return {
    send(text: string): boolean {
      if (!line.isTillOpen) return false;
      line.toRelayMs = Math.max(line.toRelayMs, clock.now() + weather.latencyMs());
      clock.after(line.toRelayMs - clock.now(), () => ends.relayEnd.receive(text), null);
      return true;
    },
    close(): void {
      clock.after(0, () => ends.closeTill("closed"), null);
      clock.after(weather.latencyMs(), ends.closeRelay, null);
    },
  };
}

type Hears = Readonly<{ message: (text: string) => void; close: () => void }>;

/** What the relay holds of a line: the few members of a WebSocket that it uses. */
function relaySocket({ clock, weather }: Deps, line: Line, till: Hears) {
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    send(text: string): void {
      line.toTillMs = Math.max(line.toTillMs, clock.now() + weather.latencyMs());
      clock.after(line.toTillMs - clock.now(), () => till.message(text), null);
    },
    close(): void {
      if (socket.readyState !== 1) return;
      socket.readyState = 3;
      line.toTillMs = Math.max(line.toTillMs, clock.now() + weather.latencyMs());
      clock.after(line.toTillMs - clock.now(), till.close, null);
      clock.after(0, () => socket.emit("close"), null);
    },
    ping: () => undefined,
    terminate: () => socket.close(),
  });
  return {
    socket: socket as unknown as WebSocket,
    receive(text: string): void {
      if (line.isCut || !line.isRelayOpen || socket.readyState !== 1) return;
      socket.emit("message", Buffer.from(text), false);
    },
    hangUp(): void {
      if (!line.isRelayOpen || socket.readyState !== 1) return;
      socket.readyState = 3;
      socket.emit("close");
    },
  };
}
