import { describe, expect, it } from "vitest";
import type { TimelineItem } from "../../../contract/payment-views.ts";
import type { EntryView } from "../../../contract/views.ts";
import { sightLosses, timelineCodes } from "../../../contract/timeline.ts";
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
      [seen(1_000, "started"), seen(9_000, "intent-read:succeeded")],
      [written(2, 1_001, "payment-started"), written(5, 9_100, "payment-captured")],
    );
    expect(rows.map(({ what }) => what)).toEqual([
      "Written before anything left",
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
        detail: "entries 3 to 4",
        isCommitted: true,
      },
      { detail: "entry 5", isCommitted: false },
    ]);
  });

  it("says codes, what they are about, and refusals in words", () => {
    const facts = ["on-reader", "lease-held", "another-card:2", "sight-lost:line-lost"];
    const rows = timeline(facts.map((what, index) => seen(index, what)));
    expect(rows.map(({ what }) => what)).toEqual([
      "Amount on the reader",
      "Another till is using this reader",
      "Another card: try 2",
      "Unknown: the line was lost",
    ]);
  });

  it("keeps the words of a book of before there were codes, with their own colons", () => {
    const rows = timeline([seen(1, "Another card"), seen(2, "PaymentIntent: succeeded")]);
    expect(rows.map(({ what }) => what)).toEqual(["Another card", "PaymentIntent: succeeded"]);
  });

  it.each(timelineCodes)("has words of its own for %s", (code) => {
    const [row] = timeline([seen(1, `${code}:1`)]);
    expect(row?.what).not.toContain(code);
    expect(row?.what).toMatch(/^[A-Z]/);
  });

  it.each(sightLosses)("says why sight was lost by %s", (loss) => {
    const [row] = timeline([seen(1, `sight-lost:${loss}`)]);
    expect(row?.what).not.toContain(loss);
  });

  it("leaves the payment's own id out, which stands beside, and says how it was read", () => {
    const [row] = timeline([seen(1, "intent-read:succeeded", { detail: "poll, evt_1, pi_1" })]);
    expect(row?.detail).toBe("looked up in turn, evt_1");
  });

  it("says the till's own reasons in words, and typed ones as they were typed", () => {
    const rows = timeline([
      seen(1, "void-requested", { detail: "hold-lost" }),
      seen(2, "void-requested", { detail: "cold coffee, twice" }),
    ]);
    expect(rows.map(({ detail }) => detail)).toEqual(["the hold was lost", "cold coffee, twice"]);
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
