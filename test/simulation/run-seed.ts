import { rowsOf } from "../../sandbox/stripe/table.ts";
import { traceSteps as registerSteps } from "../../register/ports.ts";
import { traceSteps as relaySteps } from "../../server/ports.ts";
import { auditEnd } from "./audit-end.ts";
import { auditStripe } from "./audit-stripe.ts";
import { CrashError } from "./crash.ts";
import { clerkActs, customerActs, mendReader, readerChanges, viewOf } from "./people.ts";
import { openShop, type Shop, type Violation } from "./shop.ts";
import type { SimRegister } from "./sim-register.ts";
import { settled } from "./virtual-timers.ts";

export type SeedResult = Readonly<{
  seed: number;
  violations: readonly Violation[];
  steps: number;
  payments: number;
  captured: number;
  crashes: number;
  /** The longest that money was taken at Stripe and not in a ledger, after the trouble (R6). */
  lateMs: number;
  lines: readonly string[];
}>;

/** A minute after the last trouble everything must have come to its end (I10). */
const CALM_MS = 60_000;

type Run = { readonly shop: Shop; crashes: number; lateMs: number; readonly takenAtMs: Map<string, number> };

/** One storm and the calm after it; the seed alone decides what happens. */
export async function runSeed(seed: number, steps: number, isTelling = false): Promise<SeedResult> {
  const shop = await openShop(seed, isTelling);
  const run: Run = { shop, crashes: 0, lateMs: 0, takenAtMs: new Map() };
  try {
    await storm(run, steps);
    await calm(run);
  } catch (error) {
    shop.tell("bug", error instanceof Error ? String(error.stack) : String(error));
  }
  const { violations, log, stripe } = shop;
  const bugs = log.bugs.map((what) => ({ invariant: "bug", what }));
  const intents = rowsOf(stripe.world.state.paymentIntents);
  const result = {
    seed,
    violations: [...violations, ...bugs],
    steps,
    payments: intents.length,
    captured: intents.filter(({ status }) => status === "succeeded").length,
    crashes: run.crashes,
    lateMs: run.lateMs,
    lines: log.lines,
  };
  shop.close();
  return result;
}

async function storm(run: Run, steps: number): Promise<void> {
  for (let step = 0; step < steps && run.shop.violations.length === 0; step += 1) {
    const dice = run.shop.weather.random(1_000);
    await survive(() => {
      choose(run, dice);
    });
    await look(run);
    revive(run.shop);
    if (step % 8 === 7) await leap(run, run.shop.weather.between(500, 5_000));
  }
}

function choose(run: Run, dice: number): void {
  const { shop } = run;
  const { weather, clock, registers, stripe, log } = shop;
  const register = weather.pick(registers);
  if (dice < 620) clock.runNext();
  else if (dice < 800) log.note(`clerk of ${register.registerId}`, clerkActs(shop, register));
  else if (dice < 920) {
    const did = customerActs(shop, weather.pick(stripe.readerIds));
    log.note("customer", did);
  } else if (weather.strikes(8)) trouble(run);
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

/** A power cut ends the code that it strikes; anything else that is thrown is a bug. */
async function survive(act: () => unknown): Promise<void> {
  try {
    act();
  } catch (error) {
    if (!(error instanceof CrashError)) throw error;
  }
  await settled();
}

/** What died is started again after a while, as its supervisor does. */
function revive({ weather, relay, registers }: Shop): void {
  for (const program of [relay, ...registers]) {
    if (program.isUp() || program.isReviving()) continue;
    program.revivesAfter(weather.between(200, 8_000));
  }
}

async function leap(run: Run, byMs: number): Promise<void> {
  const { clock, violations } = run.shop;
  const untilMs = clock.now() + byMs;
  let isMore = true;
  while (isMore && violations.length === 0) {
    await survive(() => (isMore = clock.runNext(untilMs)));
    await look(run);
    revive(run.shop);
  }
  clock.moveTo(untilMs);
}

/** The invariants, after each step. */
async function look(run: Run): Promise<void> {
  const { stripe, books, tell, clock, weather } = run.shop;
  books.forEach((book) => void book.follow());
  auditStripe(stripe.world, books, tell);
  for (const intent of rowsOf(stripe.world.state.paymentIntents)) {
    if (intent.status !== "succeeded" || run.takenAtMs.get(intent.id) === Infinity) continue;
    const { register = "", attempt = "" } = intent.metadata;
    const sinceMs = run.takenAtMs.get(intent.id) ?? clock.now();
    run.takenAtMs.set(intent.id, sinceMs);
    if (books.get(register)?.payments.get(attempt)?.capturedMinor == null) continue;
    run.takenAtMs.set(intent.id, Infinity);
    if (!weather.isCalm()) continue;
    const fromMs = Math.max(sinceMs, weather.lastEffectMs());
    run.lateMs = Math.max(run.lateMs, clock.now() - fromMs);
  }
  await Promise.resolve();
}

/** No more trouble; the clerk ends what waits for a customer. */
async function calm(run: Run): Promise<void> {
  const { shop } = run;
  const { weather, stripe, clock, registers } = shop;
  weather.calmDown();
  shop.log.note("calm", "no more trouble");
  stripe.readerIds.forEach((readerId) => mendReader(shop, readerId));
  stripe.control.clearFaults();
  await leap(run, Math.max(0, weather.lastEffectMs() - clock.now()));
  const endMs = clock.now() + CALM_MS;
  while (clock.now() < endMs && shop.violations.length === 0) {
    for (const register of registers) await survive(() => endWaiting(shop, register));
    await leap(run, 2_000);
  }
  // What is asked for again and again may be on its way at any moment.
  for (let round = 0; round < 100 && isReading(shop); round += 1) await leap(run, 100);
  if (shop.violations.length === 0) auditEnd(shop, shop.tell);
}

function endWaiting({ log }: Shop, register: Shop["registers"][number]): void {
  const view = viewOf(register);
  const open = [view?.payment, ...(view?.lanes ?? []).map(({ payment }) => payment)];
  for (const payment of open) {
    if (!payment || payment.isCancelRequested) continue;
    if (payment.phase !== "waiting" && payment.phase !== "declined") continue;
    const { paymentId } = payment;
    register.act("payments.cancel", { paymentId });
    log.note(register.registerId, `the clerk cancels ${paymentId}`);
  }
}

function isReading({ relay, registers }: Shop): boolean {
  const one = (db: SimRegister["db"], sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0;
  const unacked = "SELECT coalesce(sum(head_seq - acked_seq), 0) FROM mailbox";
  const isUnsent = registers.some(
    ({ db }) => one(db, "SELECT count(*) FROM outbox WHERE refused IS NULL") > 0,
  );
  return (
    isUnsent || one(relay.db, "SELECT count(*) FROM stale_object") + one(relay.db, unacked) > 0
  );
}
