import { ways } from "../../contract/reader-views.ts";
import { RegisterId } from "../../contract/ids.ts";
import { demoShopIn, type DemoCountry } from "../../sandbox/demo-shop.ts";
import { auditLedger, type LedgerAudit, type Tell } from "./audit-ledger.ts";
import { auditCapture } from "./audit-stripe.ts";
import { createRunLog, type RunLog } from "./run-log.ts";
import { createSimRegister, type SimRegister } from "./sim-register.ts";
import { createSimRelay, isEventKept, type SimRelay } from "./sim-relay.ts";
import { openStripeInProcess, type InProcessStripe } from "./stripe-in-process.ts";
import { createTillLine } from "./till-line.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
import { useClock } from "./virtual-timers.ts";
import { createWeather, type Weather } from "./weather.ts";
import { createWebhookWire, type Webhook } from "./webhook-wire.ts";

/** 2027-01-15, 08:00 UTC. */
const START_MS = 1_800_000_000_000;

export const codesOfAttention = [
  "attempt-differs",
  "register-differs",
  "currency-differs",
  "amount-differs",
  "tip-over-cap",
  "received-too-little",
  "sale-differs",
  "capture-refused",
  "hold-lost",
];

export type Violation = Readonly<{ invariant: string; what: string }>;

export type Shop = Readonly<{
  clock: VirtualClock;
  weather: Weather;
  /** In Canada Interac is taken, too. */
  country: DemoCountry;
  stripe: InProcessStripe;
  relay: SimRelay;
  registers: readonly SimRegister[];
  books: ReadonlyMap<string, LedgerAudit>;
  log: RunLog;
  violations: Violation[];
  tell: Tell;
  close: () => void;
}>;

/** One shop of one seed: registers, relay and Stripe, and the network between them. */
export async function openShop(seed: number, isTelling: boolean): Promise<Shop> {
  const clock = createVirtualClock(START_MS);
  useClock(clock);
  const weather = createWeather(seed, clock);
  const log = createRunLog(clock, isTelling);
  const violations: Violation[] = [];
  const tell: Tell = (invariant, what) => {
    log.note("AUDIT", `${invariant} ${what}`);
    violations.push({ invariant, what });
  };
  const country = weather.pick(["IE", "IE", "CA"] as const);
  const hasWebhooks = weather.random(100) >= 15;
  const books = new Map<string, LedgerAudit>();
  const posting = { to: (_: Webhook) => Promise.resolve(false) };
  const stripe = await openStripeInProcess(
    clock,
    seed,
    createWebhookWire({
      clock,
      weather,
      areReachable: hasWebhooks,
      post: (each) => posting.to(each),
    }),
  );
  const registerIds = Array.from({ length: 1 + weather.random(2) }, (_, index) =>
    RegisterId.parse(`reg_${index + 1}`),
  );
  const lines = registerIds.map((registerId) =>
    createTillLine({
      clock,
      weather,
      registerId,
      serve: (socket, of) => relay.serve(socket, of),
    }),
  );
  const relay = createSimRelay({
    wire: { clock, weather, stripe, beforeCall: beforeCall({ stripe, books, tell, log }) },
    secret: stripe.endpoint.secret,
    registers: registerIds,
    currency: demoShopIn(country).shop.currency,
    log,
    onDeath: () => lines.forEach((line) => line.relayDied()),
  });
  posting.to = async (webhook) => {
    const isTaken = await relay.post(webhook);
    if (isTaken && !isEventKept(relay.db, webhook.eventId)) {
      tell("I8", `${webhook.eventId} was answered 2xx and is not kept`);
    }
    return isTaken;
  };
  const isShared = weather.random(2) === 0;
  const registers: readonly SimRegister[] = lines.map((line, index) =>
    createSimRegister({
      ...{ clock, weather, country, sdk: stripe.sdk, way: weather.pick(ways) },
      voidWindowMs: weather.pick([0, 15_000, 30_000]),
      number: index + 1,
      readerId: stripe.readerIds[isShared ? 0 : index] ?? "",
      line,
      log,
      onEvent: (event) => {
        if (event.event !== "sale-completed") return;
        const book = books.get(registerIds[index] ?? "");
        book?.follow();
        const { saleId } = event.view;
        if (!book?.sales.get(saleId)?.completed) tell("I7", `${saleId} is shown, not kept`);
        else if (book.head().seq !== registers[index]?.witness.last()?.seq) {
          tell("I6", `${saleId} is shown, and its head is not witnessed`);
        }
      },
    }),
  );
  return finish({
    clock,
    weather,
    country,
    stripe,
    relay,
    registers,
    books,
    log,
    violations,
    tell,
  });
}

async function finish(parts: Omit<Shop, "close" | "books"> & { books: Map<string, LedgerAudit> }) {
  const { relay, registers, books, tell, stripe, weather } = parts;
  for (const readerId of stripe.readerIds) {
    const ackDelayMs = 0;
    stripe.control.setReader(readerId, { ackDelayMs, authorisationMs: weather.between(0, 800) });
  }
  await relay.start();
  for (const register of registers) {
    register.start();
    register.page.start();
    books.set(register.registerId, auditLedger(register, tell));
  }
  const close = () => {
    registers.forEach(({ page }) => page.kill());
    [relay, ...registers].forEach(({ kill, db }) => {
      kill();
      db.close();
    });
  };
  return { ...parts, close };
}

type Seen = Pick<Shop, "stripe" | "tell" | "log" | "books">;

function beforeCall({ stripe, books, tell, log }: Seen) {
  return (method: string, path: string): void => {
    log.note("stripe", `${method} ${path}`);
    const intentId = /^\/v1\/payment_intents\/(\w+)\/capture$/.exec(path)?.[1];
    if (intentId === undefined) return;
    books.forEach((book) => void book.follow());
    const fault = auditCapture(stripe.world, books, intentId);
    if (fault !== null) tell("I3", fault);
  };
}
