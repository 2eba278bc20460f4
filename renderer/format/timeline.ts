import type { PaymentDetailView, TimelineItem } from "../../contract/payment-views.ts";
import type { EntryView } from "../../contract/views.ts";
import { endReasonWords } from "./end-reason-words.ts";

/** What the ledger wrote, beside what was seen: several entries of one moment are one row. */
export type TimelineRow = TimelineItem & Readonly<{ isCommitted: boolean }>;

/** Hints come as codes; all other items come in words. */
const hints: Readonly<Record<string, string>> = {
  "on-reader": "Amount on the reader",
  "card-in-process": "A card is being processed",
  "stripe-unreachable": "Stripe cannot be reached",
};

export const sourceWords: Readonly<Record<TimelineItem["source"], string>> = {
  till: "Till",
  relay: "Relay",
  reader: "Reader",
  stripe: "Stripe",
  ledger: "Ledger",
};

/** Everything that happened, oldest first; of one moment what was seen before what was written. */
export function timelineOf(
  {
    timeline,
    stripePaymentIntentId,
  }: Pick<PaymentDetailView, "timeline" | "stripePaymentIntentId">,
  entries: readonly EntryView[],
): readonly TimelineRow[] {
  const seen = timeline.map((item) => ({
    ...item,
    what: whatWords(item.what),
    detail: withoutId(item.detail, stripePaymentIntentId),
    isCommitted: false,
  }));
  return [...seen, ...committedRows(entries)].sort((a, b) => a.atMs - b.atMs);
}

/**
 * The entries that were written while this payment was the newest of its sale: a sale has one
 * payment at a time. `payments` are oldest first.
 */
export function entriesDuring(
  payments: readonly PaymentDetailView[],
  index: number,
  entries: readonly EntryView[],
): readonly EntryView[] {
  const fromMs = index === 0 ? 0 : (payments[index]?.payment.startedAtMs ?? 0);
  const toMs = payments[index + 1]?.payment.startedAtMs ?? Infinity;
  return entries.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
}

/** The payment's own id stands beside the timeline, once. */
function withoutId(detail: string, id: string | null): string {
  return detail
    .split(", ")
    .filter((part) => part !== id)
    .join(", ");
}

function whatWords(what: string): string {
  return hints[what] ?? endReasonWords(what)?.title ?? what;
}

/** Entries of one transaction: written within this time of each other. */
const ONE_MOMENT_MS = 20;

function committedRows(entries: readonly EntryView[]): TimelineRow[] {
  return entries.reduce<EntryView[][]>(addToMoment, []).map((written) => ({
    atMs: written[0]?.atMs ?? 0,
    source: "ledger",
    what: written.map(({ type }) => entryWords(type)).join(", "),
    detail: `${numbersOf(written)}: ${written.map(({ type }) => type).join(", ")}`,
    counted: true,
    isCommitted: written.some(({ type }) => type === "sale-completed"),
  }));
}

function addToMoment(moments: EntryView[][], entry: EntryView): EntryView[][] {
  const last = moments.at(-1);
  const isSame = last !== undefined && entry.atMs - (last[0]?.atMs ?? 0) <= ONE_MOMENT_MS;
  return isSame ? [...moments.slice(0, -1), [...last, entry]] : [...moments, [entry]];
}

function numbersOf(entries: readonly EntryView[]): string {
  const first = entries[0]?.seq ?? 0;
  const last = entries.at(-1)?.seq ?? 0;
  return first === last ? `entry ${first}` : `entries ${first} to ${last}`;
}

const entryNames: Readonly<Record<string, string>> = {
  "sale-completed": "Sale committed",
  "payment-started": "Payment started",
  "payment-declined": "Decline noted",
  "payment-authorised": "Approval noted",
  "payment-captured": "Capture noted",
  "payment-cancelled": "Cancel noted",
  "payment-replaced": "Replaced by cash",
  "refund-started": "Refund started",
  "refund-accepted": "Refund booked",
  "refund-failed": "Refund taken back",
};

/** An entry's type as people call it. A type not known here is shown as it is. */
export function entryWords(type: string): string {
  return entryNames[type] ?? type;
}
