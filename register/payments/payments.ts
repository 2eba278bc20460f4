import { z } from "zod";
import { CreditAccountId, PaymentId, SaleId, TopUpId, UserId } from "../../contract/ids.ts";
import { Minor } from "../../contract/money.ts";
import { phases, type TimelineItem } from "../../contract/payment-views.ts";
import { PaymentConcern } from "../../contract/payment-concerns.ts";
import { PaymentWay } from "../../contract/reader-views.ts";
import { ChargeReading } from "../../contract/relay-protocol.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Payment } from "./payment-state.ts";

const AtMs = z.int();
const StoredPayment = z.strictObject({
  paymentId: PaymentId,
  saleId: SaleId,
  registerId: z.string(),
  userId: UserId,
  connection: z.string(),
  readerId: z.string().nullable(),
  readerLabel: z.string(),
  /** Rows of before there were two ways are of the relay's. */
  via: PaymentWay.default("relay"),
  link: z
    .strictObject({ url: z.string().nullable(), sessionId: z.string().nullable() })
    .nullable()
    .default(null),
  amountMinor: Minor,
  currency: z.string(),
  phase: z.enum(phases),
  tries: z.array(
    z.strictObject({
      number: z.int(),
      outcome: z.enum(["waiting", "declined", "approved"]),
      charge: ChargeReading.nullable(),
      earlier: z.array(ChargeReading).exactOptional(),
    }),
  ),
  intentId: z.string().nullable(),
  tipMinor: Minor,
  startedAtMs: AtMs,
  tryStartedAtMs: AtMs,
  onReaderAtMs: AtMs.nullable(),
  isCardInProcess: z.boolean(),
  isCancelRequested: z.boolean(),
  cancelRequestedAtMs: AtMs.nullable(),
  tipCapMinor: Minor,
  lateTipMinor: Minor.min(1).optional(),
  endReason: z.string().nullable(),
  attention: z.string().nullable(),
  concerns: z.array(PaymentConcern).optional(),
  isReplaced: z.boolean().optional(),
  topUp: z.strictObject({ topUpId: TopUpId, accountId: CreditAccountId }).optional(),
  isPart: z.boolean().default(false),
  misfit: z
    .strictObject({ amountMinor: Minor, tipMinor: Minor, isCaptured: z.literal(true).optional() })
    .nullable()
    .default(null),
  /** Rows of before there were parts and windows: ordered at once, where it was authorised. */
  captureAtMs: AtMs.nullable().default(0),
  isVoiding: z.boolean().default(false),
  raise: z
    .strictObject({
      ...{ number: z.int(), toMinor: Minor, validUntilMs: AtMs, isUnknown: z.boolean() },
    })
    .nullable()
    .optional(),
  raises: z.int().optional(),
  formerMinors: z.array(Minor).optional(),
  raiseRefused: z.strictObject({ toMinor: Minor, code: z.string() }).nullable().optional(),
});

type EventRow = Omit<TimelineItem, "counted"> & Readonly<{ counted: number }>;

export type Payments = ReturnType<typeof openPayments>;

/** The rows of card payments and of what was seen of them. */
export function openPayments(db: Database) {
  const upsert = db.prepare(
    `INSERT INTO payment (payment_id, sale_id, phase, content) VALUES (?, ?, ?, ?)
     ON CONFLICT (payment_id) DO UPDATE SET phase = excluded.phase, content = excluded.content`,
  );
  const selectOne = db.prepare<[string], string>(
    "SELECT content FROM payment WHERE payment_id = ?",
  );
  const selectOfSale = db.prepare<[string], string>(
    "SELECT content FROM payment WHERE sale_id = ? ORDER BY rowid",
  );
  const selectNotFinal = db.prepare<[], string>(
    "SELECT content FROM payment WHERE phase NOT IN ('cancelled', 'captured') ORDER BY rowid",
  );
  const selectTasks = db.prepare<[], string>(
    "SELECT content FROM payment WHERE content ->> '$.attention' IS NOT NULL ORDER BY rowid",
  );
  const insertEvent = db.prepare(
    `INSERT INTO payment_event (payment_id, at_ms, source, what, detail, counted)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const selectEvents = db.prepare<[string], EventRow>(
    `SELECT at_ms AS atMs, source, what, detail, counted FROM payment_event
     WHERE payment_id = ? ORDER BY number`,
  );
  const parse = (content: string): Payment => StoredPayment.parse(JSON.parse(content));
  const parseAll = (contents: string[]) => contents.map(parse);

  return {
    byId(paymentId: string): Payment | undefined {
      const content = selectOne.pluck().get(paymentId);
      return content === undefined ? undefined : parse(content);
    },
    ofSale: (saleId: string): readonly Payment[] => parseAll(selectOfSale.pluck().all(saleId)),
    notFinal: (): readonly Payment[] => parseAll(selectNotFinal.pluck().all()),
    /** All that ask for a person, oldest first. */
    tasks: (): readonly Payment[] => parseAll(selectTasks.pluck().all()),
    save(payment: Payment): void {
      const { paymentId, saleId, phase } = payment;
      upsert.run(paymentId, saleId, phase, JSON.stringify(StoredPayment.parse(payment)));
    },
    note(paymentId: string, item: TimelineItem): void {
      const { atMs, source, what, detail, counted } = item;
      insertEvent.run(...[paymentId, atMs, source, what, detail, counted ? 1 : 0]);
    },
    timeline: (paymentId: string): readonly TimelineItem[] =>
      selectEvents.all(paymentId).map((row) => ({ ...row, counted: row.counted === 1 })),
  };
}
