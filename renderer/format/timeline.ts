import type { PaymentDetailView, TimelineItem } from "../../contract/payment-views.ts";
import type { EntryView } from "../../contract/views.ts";
import { codeText, t } from "../i18n/t.ts";
import { detailWords, whatWords } from "./timeline-words.ts";

/** What the ledger wrote, beside what was seen: several entries of one moment are one row. */
export type TimelineRow = TimelineItem & Readonly<{ isCommitted: boolean }>;

export const sourceWords: Readonly<Record<TimelineItem["source"], string>> = {
  till: t("source.till"),
  relay: t("source.relay"),
  reader: t("source.reader"),
  stripe: t("source.stripe"),
  ledger: t("source.ledger"),
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
    detail: detailWords(item, stripePaymentIntentId === null ? [] : [stripePaymentIntentId]),
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

/** Entries of one transaction: written within this time of each other. */
const ONE_MOMENT_MS = 20;

function committedRows(entries: readonly EntryView[]): TimelineRow[] {
  return entries.reduce<EntryView[][]>(addToMoment, []).map((written) => ({
    atMs: written[0]?.atMs ?? 0,
    source: "ledger",
    what: written.map(({ type }) => entryWords(type)).join(", "),
    detail: numbersOf(written),
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
  return first === last ? numbers.one(first) : numbers.range(first, last);
}

const entryNames: Readonly<Record<string, string>> = {
  "sale-completed": t("entry.sale-completed"),
  "payment-started": t("entry.payment-started"),
  "payment-declined": t("entry.payment-declined"),
  "payment-authorised": t("entry.payment-authorised"),
  "payment-captured": t("entry.payment-captured"),
  "payment-cancelled": t("entry.payment-cancelled"),
  "payment-replaced": t("entry.payment-replaced"),
  "tender-taken": t("entry.tender-taken"),
  "tender-returned": t("entry.tender-returned"),
  "void-started": t("entry.void-started"),
  "tip-asked": t("entry.tip-asked"),
  "payment-voided": t("entry.payment-voided"),
  "hold-accepted": t("entry.hold-accepted"),
  "hold-raise-started": t("entry.hold-raise-started"),
  "hold-raised": t("entry.hold-raised"),
  "hold-raise-refused": t("entry.hold-raise-refused"),
  "refund-started": t("entry.refund-started"),
  "refund-accepted": t("entry.refund-accepted"),
  "refund-failed": t("entry.refund-failed"),
};

const numbers = {
  one: (seq: number) => t("entryNumbers.one", { seq }),
  range: (first: number, last: number) => t("entryNumbers.range", { first, last }),
};

/** An entry's type as people call it. A type not known here is shown as it is. */
export function entryWords(type: string): string {
  return entryNames[type] ?? codeText("act", type);
}
