import { rowsOf } from "../../sandbox/stripe/table.ts";
import { traceSteps as registerSteps } from "../../register/ports.ts";
import { traceSteps as relaySteps } from "../../server/ports.ts";
import { WINDOW_LATE_MS } from "../../server/payments/reader-refund-state.ts";
import { isAtRest, isRefunding, isUnderWay, requestedRefunds } from "./at-rest.ts";
import { auditEnd } from "./audit-end.ts";
import { auditStripe } from "./audit-stripe.ts";
import { CrashError } from "./crash.ts";
import { hasOpenPages } from "./link-people.ts";
import { clerkActs, customerActs, mendReader, readerChanges } from "./people.ts";
import { openShop, type Shop, type Violation } from "./shop.ts";
import { viewOf, type SimRegister } from "./sim-register.ts";
import { finishSplits } from "./split-people.ts";
import { settled } from "./virtual-timers.ts";

export type SeedResult = Readonly<{
  seed: number;
  violations: readonly Violation[];
  /** How often the invariants were looked at. */
  audits: number;
  payments: number;
  captured: number;
  /** Of these, by the direct way. */
  direct: number;
  /** Sales that several tenders paid, and parts that went back. */
  splits: number;
  takenBack: number;
  /** Captured of a customer's page. */
  links: number;
  voids: number;
  /** Holds that grew, and tips of a slip that were taken. */
  raises: number;
  lateTips: number;
  declines: number;
  refunds: number;
  crashes: number;
  /** The longest that money was taken at Stripe and not in a ledger, after the trouble (R6). */
  lateMs: number;
  lines: readonly string[];
}>;

/** A minute after the last trouble everything must have come to its end (I10). */
const CALM_MS = 60_000;
/** Longer than the relay waits for a reader window that was lost in a refund. */
const REFUND_CALM_MS = WINDOW_LATE_MS + 2 * CALM_MS;

const RECORDED = Number.POSITIVE_INFINITY;

type Run = {
  readonly shop: Shop;
  audits: number;
  crashes: number;
  lateMs: number;
  /** By intent: when its money was taken, or that it is recorded. */
  readonly takenAtMs: Map<string, number>;
};

/** One storm and the calm after it; the seed alone decides what happens. */
export async function runSeed(seed: number, steps: number, isTelling = false): Promise<SeedResult> {
  const shop = await openShop(seed, isTelling);
  const run: Run = { shop, audits: 0, crashes: 0, lateMs: 0, takenAtMs: new Map() };
  try {
    await storm(run, steps);
    await calm(run);
  } catch (error) {
    shop.tell("bug", error instanceof Error ? String(error.stack) : String(error));
  }
  const { violations, log, stripe } = shop;
  const bugs = log.bugs.map((what) => ({ invariant: "bug", what }));
  const { state } = stripe.world;
  const intents = rowsOf(state.paymentIntents);
  const result = {
    seed,
    violations: [...violations, ...bugs],
    audits: run.audits,
    payments: intents.length,
    captured: intents.filter(({ status }) => status === "succeeded").length,
    ...countBooks(shop),
    declines: rowsOf(state.charges).filter((charge) => charge.status === "failed").length,
    refunds: rowsOf(state.refunds).length,
    crashes: run.crashes,
    lateMs: run.lateMs,
    lines: log.lines,
  };
  shop.close();
  return result;
}

function countBooks({ books }: Shop) {
  const all = [...books.values()];
  const captured = all
    .flatMap(({ payments }) => [...payments.values()])
    .filter(({ capturedMinor }) => capturedMinor !== null);
  const sales = all.flatMap((book) => [...book.sales.values()]);
  return {
    direct: captured.filter(({ via }) => via === "direct").length,
    links: captured.filter(({ via }) => via === "link").length,
    splits: sales.filter(({ completed }) => (completed?.tenders.length ?? 0) > 1).length,
    takenBack: sales.reduce((sum, sale) => sum + sale.takenBack, 0),
    voids: sales.reduce((sum, sale) => sum + sale.voids, 0),
    raises: sales.reduce((sum, sale) => sum + sale.raises, 0),
    lateTips: sales.reduce((sum, sale) => sum + sale.lateTips, 0),
  };
}

async function storm(run: Run, steps: number): Promise<void> {
  const { weather, violations } = run.shop;
  // A till is connected before its first customer comes.
  await leap(run, weather.between(500, 4_000));
  for (let chosen = 0; chosen < steps && violations.length === 0; chosen += 1) {
    const dice = weather.random(1_000);
    if (dice < 18) await leap(run, leapMs(run.shop));
    else if (dice < 598) await goOn(run, 1 + weather.random(3));
    else await step(run, () => choose(run, dice));
  }
}

/** Nobody does anything but what is under way. */
async function goOn(run: Run, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await step(run, () => run.shop.clock.runNext());
}

/** Nobody does anything for so long: time-outs, a customer who walks away. */
const leapsMs = [700, 3_000, 6_000, 25_000, 130_000] as const;
/** Longer than a till waits for a customer who pays on a page. */
const LINK_LEAP_MS = 630_000;

function leapMs(shop: Shop): number {
  const { weather } = shop;
  const isLong = hasOpenPages(shop) && weather.random(6) === 0;
  return isLong ? LINK_LEAP_MS : weather.pick(leapsMs);
}

/** One thing happens, and the invariants are looked at. */
async function step(run: Run, act: () => unknown): Promise<void> {
  run.audits += 1;
  try {
    act();
  } catch (error) {
    // A power cut ends the code that it strikes; anything else that is thrown is a bug.
    if (!(error instanceof CrashError)) throw error;
  }
  await settled();
  look(run);
  revive(run);
}

function choose(run: Run, dice: number): void {
  const { shop } = run;
  const { weather, clock, registers, log } = shop;
  const register = weather.pick(registers);
  if (dice < 760) log.note(`clerk of ${register.registerId}`, clerkActs(shop, register));
  else if (dice < 900) log.note("customer", customerActs(shop));
  else if (weather.strikes(5)) trouble(run);
  else clock.runNext();
}

/** One piece of trouble, of any kind. */
function trouble(run: Run): void {
  const { shop } = run;
  const { weather, registers, relay, stripe, log } = shop;
  const register = weather.pick(registers);
  const kinds: readonly (() => string)[] = [
    () => {
      register.kill();
      return `${register.registerId} is killed`;
    },
    () => {
      relay.kill();
      return "the relay is killed";
    },
    () => {
      const step = weather.pick(registerSteps);
      register.light(step, weather.random(2));
      return `${register.registerId} will die at ${step}`;
    },
    () => {
      const step = weather.pick(relaySteps);
      relay.light(step, weather.random(3));
      return `the relay will die at ${step}`;
    },
    () => {
      register.line.cut();
      return `${register.registerId} loses its line`;
    },
    () => {
      register.page.kill();
      return `the reader page of ${register.registerId} is lost`;
    },
    () => {
      register.page.dropRegister();
      return `${register.registerId} and its reader page lose each other`;
    },
    () => {
      register.page.cutReader();
      return `the reader page of ${register.registerId} loses its reader`;
    },
    () => readerChanges(shop, weather.pick(stripe.readerIds)),
    () => readerChanges(shop, register.readerId),
    () => {
      const byMs = weather.between(-300_000, 300_000);
      register.skewBy(byMs);
      return `the clock of ${register.registerId} jumps by ${byMs}`;
    },
    () => {
      const toMs = weather.between(-200_000, 200_000);
      relay.skewTo(toMs);
      return `the relay's clock is ${toMs} off`;
    },
  ];
  log.note("trouble", weather.pick(kinds)());
}

/** What died is started again after a while, as its supervisor does. */
function revive(run: Run): void {
  const { weather, relay, registers } = run.shop;
  for (const program of [relay, ...registers, ...registers.map(({ page }) => page)]) {
    if (program.isUp() || program.isReviving()) continue;
    run.crashes += 1;
    program.revivesAfter(weather.isCalm() ? 200 : weather.between(200, 8_000));
  }
}

async function leap(run: Run, byMs: number): Promise<void> {
  const { clock, violations } = run.shop;
  const untilMs = clock.now() + byMs;
  const left = { isMore: true };
  while (left.isMore && violations.length === 0) {
    await step(run, () => (left.isMore = clock.runNext(untilMs)));
  }
  clock.moveTo(untilMs);
}

/** The invariants, after each step. */
function look(run: Run): void {
  const { stripe, books, tell } = run.shop;
  books.forEach((book) => void book.follow());
  auditStripe(stripe.world, books, tell);
  for (const intent of rowsOf(stripe.world.state.paymentIntents)) {
    if (intent.status === "succeeded") timeRecord(run, intent.id, intent.metadata);
  }
}

/** How long money that is taken stands in no ledger; counted from the end of the trouble on (R6). */
function timeRecord(run: Run, intentId: string, metadata: Readonly<Record<string, string>>): void {
  const { clock, weather, books } = run.shop;
  const takenAtMs = run.takenAtMs.get(intentId) ?? clock.now();
  if (takenAtMs === RECORDED) return;
  run.takenAtMs.set(intentId, takenAtMs);
  const { register = "", attempt = "" } = metadata;
  const facts = books.get(register)?.payments.get(attempt);
  if (facts?.capturedMinor === null || facts === undefined) return;
  run.takenAtMs.set(intentId, RECORDED);
  if (!weather.isCalm()) return;
  const fromMs = Math.max(takenAtMs, weather.lastEffectMs());
  run.lateMs = Math.max(run.lateMs, clock.now() - fromMs);
}

/** No more trouble; the clerk ends what waits for a customer, and what is paid in part. */
async function calm(run: Run): Promise<void> {
  const { shop } = run;
  const { weather, stripe, clock, registers } = shop;
  weather.calmDown();
  shop.log.note("calm", "no more trouble");
  stripe.readerIds.forEach((readerId) => mendReader(shop, readerId));
  stripe.control.clearFaults();
  await leap(run, Math.max(0, weather.lastEffectMs() - clock.now()));
  const calmMs = registers.some(isRefunding) ? REFUND_CALM_MS : CALM_MS;
  const endMs = clock.now() + calmMs;
  while (clock.now() < endMs && shop.violations.length === 0 && !isAtRest(shop)) {
    for (const register of registers) await step(run, () => endWaiting(shop, register));
    await leap(run, 2_000);
  }
  // What a person must look at is asked for again and again: its reading may be on its way.
  for (let round = 0; round < 100 && isUnderWay(shop); round += 1) await leap(run, 100);
  if (shop.violations.length === 0) auditEnd(shop, shop.tell);
}

function endWaiting({ log, weather }: Shop, register: SimRegister): void {
  const note = (what: string) => log.note(register.registerId, what);
  for (const paymentId of cancellable(register)) {
    register.act("payments.cancel", { paymentId });
    note(`the clerk cancels ${paymentId}`);
  }
  const finished = finishSplits(weather, register);
  if (finished !== null) note(finished);
  for (const refundId of requestedRefunds(register)) register.act("refunds.cancel", { refundId });
}

function cancellable(register: SimRegister) {
  const view = viewOf(register);
  if (view === null) return [];
  return [view.payment, ...view.lanes.map(({ payment }) => payment)]
    .filter((payment) => payment !== null)
    .filter(({ phase, isCancelRequested }) => {
      const isOpen = phase === "waiting" || phase === "declined";
      return isOpen && !isCancelRequested;
    })
    .map(({ paymentId }) => paymentId);
}
