import { createReaderPage } from "../../renderer/reader/reader-page.ts";
import { createSimulatedSdk } from "../../renderer/reader/simulated/simulated-sdk.ts";
import type { TerminalSdk } from "../../sandbox/stripe/terminal-sdk/sdk-sessions.ts";
import { createPageCarrier, type OpenLink } from "./page-carrier.ts";
import { createRevival, type Revival } from "./revival.ts";
import { createSandboxWire, SANDBOX_URL } from "./sandbox-wire.ts";
import type { Owner, VirtualClock } from "./virtual-clock.ts";
import type { Weather } from "./weather.ts";

type Deps = Readonly<{
  clock: VirtualClock;
  weather: Weather;
  number: number;
  sdk: TerminalSdk;
  open: OpenLink;
}>;

type Running = Readonly<{
  owner: Owner;
  carrier: ReturnType<typeof createPageCarrier>;
  wire: ReturnType<typeof createSandboxWire>;
}>;

export type SimPage = Readonly<{
  start: () => void;
  isUp: () => boolean;
  /** It crashed, or was reloaded: all that it knew is gone, and so are its sockets. */
  kill: () => void;
  /** Its register went, or the socket between them broke. */
  dropRegister: () => void;
  /** Its session with the reader breaks. */
  cutReader: () => void;
}> &
  Revival;

/** A till's real reader page over the simulated SDK, each with its own network and its own deaths. */
export function createSimPage(deps: Deps): SimPage {
  const { clock, weather } = deps;
  let running: Running | null = null;

  function start(): void {
    const owner: Owner = { name: `page_${deps.number}`, isDead: false };
    const wire = createSandboxWire({ ...deps, owner });
    const carrier = createPageCarrier({ ...deps, owner });
    running = { owner, wire, carrier };
    const reload = () => {
      kill();
      revival.revivesAfter(weather.between(500, 2_000));
    };
    clock.runAs(owner, () => {
      createReaderPage({
        door: carrier.door,
        loadSdk: () =>
          weather.strikes()
            ? Promise.reject(new Error("the script did not come"))
            : Promise.resolve(createSimulatedSdk({ origin: SANDBOX_URL, fetch: wire.fetch })),
        after: (delayMs, act) => clock.after(delayMs, act, owner),
        reload: () => void clock.after(2_000, reload, owner),
      });
    });
  }

  function kill(): void {
    if (running === null) return;
    const { owner, carrier, wire } = running;
    running = null;
    owner.isDead = true;
    carrier.close();
    wire.cut();
  }
  const revival = createRevival(clock, start);
  return {
    start,
    kill,
    isUp: () => running !== null,
    dropRegister: () => running?.carrier.drop(),
    cutReader: () => running?.wire.cut(),
    ...revival,
  };
}
