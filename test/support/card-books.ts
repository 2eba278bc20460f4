import { join } from "node:path";
import type { EntryOf, LedgerEntry } from "../../ledger/ledger-entry.ts";
import { recordedOf, type LedgerRow, type Recorded } from "../../ledger/ledger.ts";
import { projectionDifferences } from "../../ledger/rebuild.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import type { Books } from "../../sandbox/stripe/control/books.ts";
import type { Demo } from "./demo.ts";
import { stripeControl } from "./stripe-control.ts";

type Till = Readonly<{
  entries: readonly Recorded[];
  fault: string | undefined;
  /** What the relay has not confirmed, and what it refused. */
  instructions: number;
}>;

/** The till's book as another process sees it on the disk. */
export function readTill(folder: string): Till {
  const db = openForReading(join(folder, "register.db"));
  // Of one moment: the register may be writing.
  const read = db.transaction((): Till => {
    const rows = db
      .prepare<[], LedgerRow>("SELECT seq, content, hash FROM ledger ORDER BY seq")
      .all();
    const instructions = db.prepare<[], number>("SELECT count(*) FROM outbox").pluck().get() ?? 0;
    const fault = verifyLedger(db).fault ?? projectionDifferences(db)[0];
    return { entries: rows.map(recordedOf), fault, instructions };
  });
  const till = read();
  db.close();
  return till;
}

/** The types of the entries of one sale, in order. */
export function entriesOfSale({ data }: Pick<Demo, "data">, saleId: string): string[] {
  return readTill(data)
    .entries.filter(({ entry }) => "saleId" in entry && entry.saleId === saleId)
    .map(({ entry }) => entry.type);
}

/**
 * Where Stripe's books and the till's do not say the same, as sentences; empty when all is well.
 * To be asked once every payment has come to its end.
 */
export async function booksDiffer(demo: Demo): Promise<string[]> {
  const books = await stripeControl(demo).books();
  const till = readTill(demo.data);
  return [
    ...(till.fault === undefined ? [] : [`the chain: ${till.fault}`]),
    ...(till.instructions === 0 ? [] : [`${till.instructions} instructions in the outbox`]),
    ...attemptsWithTwoIntents(books),
    ...books.paymentIntents.flatMap((intent) => intentFaults(intent, books, till)),
    ...capturesWithoutMoney(books, till),
    ...openSessions(books),
    ...refundFaults(books, till),
    ...sumFaults(books, till),
  ];
}

type Intent = Books["paymentIntents"][number];

function entriesOf<Type extends LedgerEntry["type"]>(
  { entries }: Till,
  type: Type,
): Recorded<EntryOf<Type>>[] {
  return entries.filter((each): each is Recorded<EntryOf<Type>> => each.entry.type === type);
}

function attemptsWithTwoIntents({ paymentIntents }: Books): string[] {
  const attempts = paymentIntents.map(({ metadata }) => metadata["attempt"] ?? "none");
  const twice = attempts.filter((attempt, index) => attempts.indexOf(attempt) !== index);
  return twice.map((attempt) => `attempt ${attempt} has more than one intent`);
}

function intentFaults(intent: Intent, books: Books, till: Till): string[] {
  const { id, status } = intent;
  if (status === "canceled") return [];
  if (status !== "succeeded") return [`${id} is ${status}: it has not come to its end`];
  const captured = books.charges.filter(
    (charge) => charge.payment_intent === id && charge.captured,
  ).length;
  return [
    ...(captured === 1 ? [] : [`${id} has ${captured} captured charges`]),
    ...captureFaults(intent, books, till),
  ];
}

/** One entry of each kind for the intent, and the same money in them. */
function captureFaults(intent: Intent, books: Books, till: Till): string[] {
  const { id, amount_received: received } = intent;
  const authorised = entriesOf(till, "payment-authorised").filter(
    ({ entry }) => entry.intentId === id,
  );
  const captured = entriesOf(till, "payment-captured").filter(({ entry }) => entry.intentId === id);
  const sold = entriesOf(till, "sale-completed").filter(({ entry }) =>
    entry.tenders.some((tender) => "intentId" in tender && tender.intentId === id),
  );
  const [before] = authorised;
  const [after] = captured;
  if (!before || !after || authorised.length + captured.length + sold.length !== 3) {
    const counts = [authorised, captured, sold].map(({ length }) => length).join(", ");
    return [`${id} was captured; authorised, captured and sold in the ledger: ${counts}`];
  }
  const { amountMinor, tipMinor, paymentId } = before.entry;
  const lateTip = after.entry.lateTipMinor ?? 0;
  const held = amountMinor + tipMinor + grownBy(till, paymentId) + lateTip;
  const isSame = held === received && after.entry.amountMinor === received;
  const amounts = `${held} held, ${after.entry.amountMinor} captured, ${received} at Stripe`;
  return [...(isSame ? [] : [`${id}: ${amounts}`]), ...orderFaults(intent, books, before)];
}

/** What the bank came to hold beyond the first amount. */
function grownBy(till: Till, paymentId: string): number {
  return entriesOf(till, "hold-raised")
    .filter(({ entry }) => entry.paymentId === paymentId)
    .reduce((sum, { entry }) => sum + entry.toMinor - entry.fromMinor, 0);
}

/** Authorised → ledger → capture: the entry stands before the capture is asked for. */
function orderFaults(
  { id, metadata }: Intent,
  books: Books,
  { entry, atMs }: Recorded<EntryOf<"payment-authorised">>,
): string[] {
  if (metadata["attempt"] !== entry.paymentId) return [`${id} is another attempt's`];
  // Interac is captured by its network, as the card is read.
  if (isInterac(books, id)) return [];
  const asked = books.idempotency.find(({ key }) => key.startsWith(`capture-${entry.paymentId}`));
  if (asked === undefined) return [`${id} was captured without its key`];
  return asked.atMs < atMs ? [`${id} was captured before its entry`] : [];
}

function isInterac({ charges }: Books, intentId: string): boolean {
  const charge = charges.find((each) => each.payment_intent === intentId && each.captured);
  return charge?.payment_method_details?.type === "interac_present";
}

function capturesWithoutMoney({ paymentIntents }: Books, till: Till): string[] {
  const paid = new Set(
    paymentIntents.filter(({ status }) => status === "succeeded").map(({ id }) => id),
  );
  return entriesOf(till, "payment-captured")
    .filter(({ entry }) => !paid.has(entry.intentId))
    .map(({ entry }) => `the ledger captured ${entry.intentId}, Stripe did not`);
}

/** A page that could still be paid, of a payment that has come to its end. */
function openSessions({ checkoutSessions }: Books): string[] {
  return checkoutSessions
    .filter(({ status }) => status === "open")
    .map(({ id }) => `${id} can still be paid`);
}

function refundFaults({ refunds }: Books, till: Till): string[] {
  const accepted = entriesOf(till, "refund-accepted").map(({ entry }) => entry);
  const same = (refund: Books["refunds"][number]) =>
    accepted.filter(
      ({ stripeRefundId, refundId, amountMinor }) =>
        stripeRefundId === refund.id &&
        // The SDK puts no word of ours onto a refund.
        refundId === (refund.metadata?.["refund"] ?? refundId) &&
        amountMinor === refund.amount,
    ).length;
  const strange = refunds.filter((refund) => same(refund) !== 1).map(({ id }) => `refund ${id}`);
  return accepted.length === refunds.length ? strange : [...strange, "other counts of refunds"];
}

/** What Stripe owes by its own books and by the ledger's card accounts. */
function sumFaults({ paymentIntents, refunds }: Books, till: Till): string[] {
  const received = paymentIntents.reduce((sum, intent) => sum + intent.amount_received, 0);
  const given = refunds.reduce((sum, { amount }) => sum + amount, 0);
  const inLedger = till.entries
    .flatMap(({ postings }) => postings)
    .filter(({ account }) => account.startsWith("assets:card:"))
    .reduce((sum, { minor }) => sum + minor, 0);
  return inLedger === received - given
    ? []
    : [`Stripe owes ${received - given}, the ledger says ${inLedger}`];
}
