import { describe, expect, it } from "vitest";
import type { TimelineItem } from "../../../contract/payment-views.ts";
import type { EntryView } from "../../../contract/views.ts";
import { entriesDuring, timelineOf } from "../../../renderer/format/timeline.ts";
import { paymentView } from "../support/payment-fixtures.ts";

function seen(atMs: number, what: string, changes: Partial<TimelineItem> = {}): TimelineItem {
  return { atMs, source: "stripe", what, detail: "", counted: true, ...changes };
}

function written(seq: number, atMs: number, type: string): EntryView {
  return { seq, atMs, type, hash: "", postings: [] };
}

function timeline(items: readonly TimelineItem[], entries: readonly EntryView[] = []) {
  return timelineOf({ timeline: items, stripePaymentIntentId: "pi_1" }, entries);
}

describe("timelineOf", () => {
  it("puts what was seen and what was written in the order of time", () => {
    const rows = timeline(
      [seen(1_000, "Written"), seen(9_000, "PaymentIntent: succeeded")],
      [written(2, 1_001, "payment-started"), written(5, 9_100, "payment-captured")],
    );
    expect(rows.map(({ what }) => what)).toEqual([
      "Written",
      "Payment started",
      "PaymentIntent: succeeded",
      "Capture noted",
    ]);
  });

  it("makes one row of the entries of one moment, and marks the sale's", () => {
    const rows = timeline(
      [],
      [
        written(3, 5_000, "payment-authorised"),
        written(4, 5_001, "sale-completed"),
        written(5, 90_000, "payment-captured"),
      ],
    );
    expect(rows).toMatchObject([
      {
        what: "Approval noted, Sale committed",
        detail: "entries 3 to 4: payment-authorised, sale-completed",
        isCommitted: true,
      },
      { detail: "entry 5: payment-captured", isCommitted: false },
    ]);
  });

  it("says hints and refusals in words, and keeps all else as it came", () => {
    const rows = timeline([seen(1, "on-reader"), seen(2, "lease-held"), seen(3, "Another card")]);
    expect(rows.map(({ what }) => what)).toEqual([
      "Amount on the reader",
      "Another till is using this reader",
      "Another card",
    ]);
  });

  it("leaves the payment's own id out: it stands beside", () => {
    const [row] = timeline([seen(1, "PaymentIntent: succeeded", { detail: "poll, evt_1, pi_1" })]);
    expect(row?.detail).toBe("poll, evt_1");
  });
});

describe("entriesDuring", () => {
  const detailAt = (startedAtMs: number) => ({
    payment: paymentView({ startedAtMs }),
    stripePaymentIntentId: null,
    chargeId: null,
    risk: null,
    concerns: [],
    timeline: [],
    refunds: [],
  });

  it("gives each payment what was written in its time, and every entry once", () => {
    const payments = [detailAt(1_000), detailAt(5_000)];
    const entries = [
      written(2, 999, "payment-started"),
      written(3, 4_000, "payment-cancelled"),
      written(4, 5_000, "payment-started"),
      written(5, 99_000, "refund-started"),
    ];
    const seqs = (index: number) => entriesDuring(payments, index, entries).map(({ seq }) => seq);
    expect(seqs(0)).toEqual([2, 3]);
    expect(seqs(1)).toEqual([4, 5]);
  });
});
