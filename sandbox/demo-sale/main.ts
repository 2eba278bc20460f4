import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { ways, type Way } from "../../contract/reader-views.ts";
import { parseMoney } from "../../contract/money.ts";
import type { PaymentView } from "../../contract/payment-views.ts";
import { recordedOf, type LedgerRow, type Recorded } from "../../ledger/ledger.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { demoShop } from "../demo-shop.ts";
import { findTestCard } from "../stripe/behaviour/test-cards.ts";
import { openShopOnWire } from "./demo-shop-on-wire.ts";
import { act, sellByCard, untilOnline, untilReaderReady } from "./sell-by-card.ts";

/**
 * `npm run demo:sale`: a card sale without a screen. Starts Stripe, relay and register, sells, and
 * prints a transcript, or one JSON object. A decline is a result: 0. Ends with 1 on trouble.
 */
const DECLINED_CARD = "4000000000000002";
const startedAt = performance.now();

const options = new Command("demo:sale")
  .description("Sells once by card, from the register through the relay to the reader and back.")
  .option("--amount <amount>", "in the demo's currency, like 12.50", readAmount, 1_250)
  .option("--card <number>", "a Stripe test card", readCard, "4242424242424242")
  .addOption(
    new Option("--via <way>", "the way to the reader; direct needs a Chromium on this machine")
      .choices(ways)
      .default("relay"),
  )
  .option("--decline-twice", "two declined cards first, on the same payment", false)
  .option("--json", "one JSON object on stdout", false)
  .parse()
  .opts<{ amount: number; card: string; via: Way; declineTwice: boolean; json: boolean }>();

const say = (line: string) => {
  if (options.json) return;
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(2).padStart(6);
  process.stdout.write(`${seconds} s  ${line}\n`);
};
const folder = mkdtempSync(join(tmpdir(), "tillside-demo-sale-"));
try {
  await sell();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function sell(): Promise<void> {
  const product = {
    ...{ productId: "prod_demo", name: "Demo sale", detail: "", priceMinor: options.amount },
    ...{ taxCode: "A", barcodes: [], keyPage: null },
  };
  const log = { info: () => undefined, warn: reportError, error: reportError };
  const { via } = options;
  const shop = await openShopOnWire(folder, { products: [product], log, via });
  say(`started: Stripe, relay, register${via === "direct" ? ", the reader's page" : ""}`);
  try {
    await untilOnline(shop);
    say("register: connected to the relay");
    await untilReaderReady(shop);
    say(`reader: ready, ${via === "direct" ? "connected by its page" : "behind the relay"}`);
    const { saleId } = act(shop.register, "register.view", {}).sale;
    act(shop.register, "sales.add", { saleId, productId: "prod_demo" as never, quantity: 1 });
    const declined = options.declineTwice ? [DECLINED_CARD, DECLINED_CARD] : [];
    report(await sellByCard(shop, [...declined, options.card], say));
  } finally {
    await shop.close();
  }
}

function report(payment: PaymentView): void {
  const db = openForReading(join(folder, "register", "register.db"));
  const entries = db
    .prepare<[], LedgerRow>("SELECT seq, content, hash FROM ledger ORDER BY seq")
    .all()
    .map(recordedOf);
  const { fault } = verifyLedger(db);
  db.close();
  const result = {
    saleId: payment.saleId,
    paymentIntentId: payment.intentId,
    phase: payment.phase,
    tries: payment.tries.map(({ outcome, declineCode }) => ({ outcome, declineCode })),
    entries: entries.map(({ seq, entry }) => ({ seq, type: entry.type })),
    cardMinor: cardMoney(entries),
    chainOk: fault === undefined,
    elapsedMs: Math.round(performance.now() - startedAt),
  };
  if (options.json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  for (const { seq, type } of result.entries) say(`ledger: ${seq} ${type}`);
  say(`ledger: ${result.cardMinor} minor units of card money, chain ${fault ?? "good"}`);
  say(`${result.phase}: ${result.paymentIntentId ?? "no PaymentIntent"}`);
}

/** The balance of the card accounts: what the ledger says that cards owe or have paid. */
function cardMoney(entries: readonly Recorded[]): number {
  return entries
    .flatMap(({ postings }) => postings)
    .filter(({ account }) => account.startsWith("assets:card:"))
    .reduce((sum, { minor }) => sum + minor, 0);
}

function reportError(message: string, fields?: object): void {
  process.stderr.write(`${message} ${JSON.stringify(fields ?? {})}\n`);
}

function readAmount(text: string): number {
  const parsed = parseMoney(text, demoShop.shop.currency);
  if (parsed.ok && parsed.value.minor > 0) return parsed.value.minor;
  throw new InvalidArgumentError("An amount is a number like 12.50, above zero.");
}

function readCard(number: string): string {
  if (findTestCard(number) !== undefined) return number;
  throw new InvalidArgumentError("Not one of Stripe's test cards, like 4242424242424242.");
}
