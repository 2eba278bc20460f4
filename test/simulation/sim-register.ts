import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command, Input, Outcome, RegisterEvent, Who } from "../../contract/commands.ts";
import { RegisterId } from "../../contract/ids.ts";
import type { Way } from "../../contract/reader-views.ts";
import type { ReaderWindowLink, ToReaderWindow } from "../../contract/reader-window.ts";
import type { RegisterView } from "../../contract/views.ts";
import type { Head } from "../../ledger/ledger.ts";
import type { Witness } from "../../ledger/witness.ts";
import { openDatabase, type Database } from "../../ledger/storage/open-database.ts";
import type { NewProduct } from "../../register/catalog/catalog.ts";
import type { TraceStep } from "../../register/ports.ts";
import { openRegisterOver } from "../../register/register.ts";
import { demoClerk, demoShopIn, type DemoCountry } from "../../sandbox/demo-shop.ts";
import { memorySecrets } from "../support/memory-secrets.ts";
import { burn, CrashError, type Fuse } from "./crash.ts";
import { createRevival, type Revival } from "./revival.ts";
import type { RunLog } from "./run-log.ts";
import { createSimPage, type SimPage } from "./sim-page.ts";
import type { TerminalSdk } from "../../sandbox/stripe/terminal-sdk/sdk-sessions.ts";
import type { Weather } from "./weather.ts";
import type { TillLine } from "./till-line.ts";
import type { Owner, VirtualClock } from "./virtual-clock.ts";

type Deps = Readonly<{
  clock: VirtualClock;
  number: number;
  readerId: string;
  line: TillLine;
  log: RunLog;
  way: Way;
  country: DemoCountry;
  /** How long a capture waits, so that a sale may be voided. */
  voidWindowMs: number;
  sdk: TerminalSdk;
  weather: Weather;
  onEvent: (event: RegisterEvent) => void;
}>;

export type SimRegister = Readonly<{
  registerId: RegisterId;
  db: Database;
  witness: Witness;
  line: TillLine;
  /** The page of its reader, in a process of its own. */
  page: SimPage;
  readerId: string;
  start: () => void;
  /** Null where the register is down, or dies over it. */
  act: <C extends Command>(command: C, input: Input<C>) => Outcome<C> | null;
  isUp: () => boolean;
  kill: () => void;
  /** It dies at this step, after so many that it survives. */
  light: (step: TraceStep, passes: number) => void;
  skewBy: (byMs: number) => void;
}> &
  Revival;

/** What the shop sells, by its codes. */
export const codes = ["4006381333931", "9780201379624", "5901234123457"] as const;
const products: readonly NewProduct[] = codes.map((code, index) => ({
  productId: `prod_${index + 1}`,
  name: `Product ${index + 1}`,
  detail: "",
  priceMinor: [2_450, 690, 6_400][index] ?? 100,
  taxCode: index === 0 ? "B" : "A",
  barcodes: [code],
  keyPage: "Counter",
}));

/** The drawer begins empty and nobody opens it. */
const day = { ...demoShopIn("IE").day, isSessionRequired: false, startFloatMinor: null };
const clerk: Who = { caller: "till", ...demoClerk };

/** A real register over a database in memory; a crash loses all but what was committed. */
export function createSimRegister(deps: Deps): SimRegister {
  const { clock, number } = deps;
  const registerId = RegisterId.parse(`reg_${number}`);
  const db: Database = openDatabase(":memory:");
  const witness = memoryWitness();
  const secrets = memorySecrets();
  let running: { owner: Owner; register: ReturnType<typeof openRegisterOver> } | null = null;
  const fuse: { now: Fuse<TraceStep> } = { now: null };
  let skewMs = 0;
  let ids = 0;

  function start(): void {
    const owner: Owner = { name: registerId, isDead: false };
    fuse.now = null;
    const options = {
      // Nothing of these storms writes a file: the book is in memory.
      folder: join(tmpdir(), "tillside-simulation"),
      config: {
        ...demoShopIn(deps.country),
        registerId,
        registerNumber: number,
        day,
        voidWindowMs: deps.voidWindowMs,
      },
      products,
      cards: {
        openSocket: deps.line.opener(owner),
        connection: "main",
        readerId: deps.readerId,
        way: deps.way,
      },
      secrets,
      now: () => clock.now() + skewMs,
      newId: (prefix: string) => `${prefix}_${number}-${(ids += 1)}`,
      log: deps.log.of(owner),
      trace: (step: TraceStep) => {
        if (burn(owner, fuse.now, step) === "lives") return;
        deps.log.note(registerId, `dies at ${step}`);
        died(owner);
        throw new CrashError(step);
      },
    };
    const register = clock.runAs(owner, () => openRegisterOver(options, { db, witness }));
    register.onEvent((event) => {
      if (!owner.isDead) deps.onEvent(event);
    });
    running = { owner, register };
  }

  function died(owner: Owner): void {
    owner.isDead = true;
    if (running?.owner === owner) running = null;
    deps.line.tillDied();
    page.dropRegister();
  }

  function act<C extends Command>(command: C, input: Input<C>): Outcome<C> | null {
    const now = running;
    if (now === null) return null;
    try {
      const outcome = clock.runAs(now.owner, () => now.register.handle(clerk, command, input));
      return outcome as Outcome<C>;
    } catch (error) {
      if (error instanceof CrashError) return null;
      throw error;
    }
  }

  /** The page's end of the second door; a dead register hears nothing any more. */
  function openWindow(send: (message: ToReaderWindow) => void): ReaderWindowLink | null {
    if (running === null) return null;
    const { owner, register } = running;
    const alive =
      <Given extends unknown[]>(act: (...given: Given) => void) =>
      (...given: Given): void => {
        if (!owner.isDead) clock.runAs(owner, () => act(...given));
      };
    const link = clock.runAs(owner, () => register.readerWindows.open(send));
    return { receive: alive(link.receive), close: alive(link.close) };
  }
  const page = createSimPage({ ...deps, open: openWindow });

  return {
    registerId,
    db,
    witness,
    page,
    line: deps.line,
    readerId: deps.readerId,
    start,
    ...createRevival(clock, start),
    act,
    isUp: () => running !== null,
    kill: () => {
      if (running !== null) died(running.owner);
    },
    light: (step: TraceStep, passes: number) => void (fuse.now = { step, passes }),
    skewBy: (byMs: number) => void (skewMs += byMs),
  };
}

export function viewOf(register: SimRegister): RegisterView | null {
  const answer = register.act("register.view", {});
  return answer?.ok === true ? answer.value : null;
}

/** What the side file does, without the file: the last head that was recorded. */
function memoryWitness(): Witness {
  let last: Head | undefined;
  return {
    last: () => last,
    record: (head: Head) => void (last = head),
    close: () => undefined,
  };
}
