import type {
  FromReaderWindow,
  ReaderDoor,
  ReaderWindowLink,
  ToReaderWindow,
} from "../../contract/reader-window.ts";
import type { Owner, VirtualClock } from "./virtual-clock.ts";
import type { Weather } from "./weather.ts";

type Listener = (message: ToReaderWindow) => void;

/** Null while the register is down. */
export type OpenLink = (send: Listener) => ReaderWindowLink | null;

type Deps = Readonly<{ clock: VirtualClock; weather: Weather; owner: Owner; open: OpenLink }>;

/** On one machine: a few milliseconds, and at times a process that has no turn for a while. */
const RECONNECT_MS = 250;

/**
 * Carries what a page and its register say, in order. When the register dies or the socket breaks,
 * what is under way is lost, and the page opens another.
 */
export function createPageCarrier({ clock, weather, owner, open }: Deps) {
  let line: { link: ReaderWindowLink; isOpen: boolean } | null = null;
  let listener: Listener = () => undefined;
  const due = { toPage: 0, toRegister: 0 };

  function later(way: keyof typeof due, act: () => void): void {
    const delayMs = weather.strikes() ? weather.between(100, 2_000) : weather.between(0, 4);
    due[way] = Math.max(due[way], clock.now() + delayMs);
    clock.after(due[way] - clock.now(), act, way === "toPage" ? owner : null);
  }

  function connect(): void {
    if (line !== null || owner.isDead) return;
    const opened = { link: null as ReaderWindowLink | null, isOpen: true };
    opened.link = open((message) =>
      later("toPage", () => {
        if (opened.isOpen) listener(structuredClone(message));
      }),
    );
    if (opened.link === null) again();
    else line = opened as NonNullable<typeof line>;
  }
  const again = () => void clock.after(RECONNECT_MS + weather.between(0, 500), connect, owner);

  function lose(): void {
    const lost = line;
    line = null;
    if (lost === null) return;
    lost.isOpen = false;
    clock.after(weather.between(0, 20), lost.link.close, null);
  }
  const door: ReaderDoor = {
    send(message: FromReaderWindow): void {
      const at = line;
      if (at === null || owner.isDead) return;
      later("toRegister", () => {
        if (at.isOpen) at.link.receive(structuredClone(message));
      });
    },
    onMessage(heard): void {
      listener = heard;
      connect();
    },
  };
  return {
    door,
    /** The socket broke, or the register went: the page that lives comes back. */
    drop(): void {
      lose();
      again();
    },
    /** With its page. */
    close: lose,
  };
}
