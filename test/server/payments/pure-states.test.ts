import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PaymentId, RegisterId } from "../../../contract/ids.ts";
import { captureOrderedAgain, captureReadBack } from "../../../server/payments/capture-state.ts";
import { leaseVerdict } from "../../../server/payments/lease-state.ts";
import type { LeaseRow } from "../../../server/storage/rows.ts";

const payments = [PaymentId.parse("pay_1"), PaymentId.parse("pay_2")] as const;
const registers = [RegisterId.parse("reg_1"), RegisterId.parse("reg_2")] as const;
const leaseOf = (register: 0 | 1, payment: 0 | 1): LeaseRow => ({
  ...{ connection: "main", readerId: "tmr_1" },
  ...{ registerId: registers[register], paymentId: payments[payment] },
});
const wanted = leaseOf(0, 0);

describe("leaseVerdict", () => {
  const free = { kind: "free", replaced: null };
  const rows = [
    ["nobody has it", undefined, undefined, free],
    ["it is this payment's", leaseOf(0, 0), { isAtReader: true }, free],
    ["it is this payment's, whoever asks", leaseOf(1, 0), { isAtReader: true }, free],
    [
      "an idle one of this register has it",
      leaseOf(0, 1),
      { isAtReader: false },
      { kind: "free", replaced: payments[1] },
    ],
    [
      "one of this register waits for a card",
      leaseOf(0, 1),
      { isAtReader: true },
      { kind: "busy", with: payments[1] },
    ],
    [
      "one of this register that nobody knows",
      leaseOf(0, 1),
      undefined,
      { kind: "busy", with: payments[1] },
    ],
    [
      "an idle one of another register",
      leaseOf(1, 1),
      { isAtReader: false },
      { kind: "held", by: registers[1] },
    ],
    [
      "another register's waits for a card",
      leaseOf(1, 1),
      { isAtReader: true },
      { kind: "held", by: registers[1] },
    ],
    [
      "another register's that nobody knows",
      leaseOf(1, 1),
      undefined,
      { kind: "held", by: registers[1] },
    ],
  ] as const;

  it.each(rows)("where %s", (...[, lease, holder, verdict]) => {
    expect(leaseVerdict(lease, holder, wanted)).toEqual(verdict);
  });

  it("F20: never replaces a payment of another register, nor one that may take a card", () => {
    const bit = fc.constantFrom(0 as const, 1 as const);
    fc.assert(
      fc.property(fc.record({ register: bit, payment: bit, isAtReader: fc.boolean() }), (at) => {
        const { register, payment, isAtReader } = at;
        const verdict = leaseVerdict(leaseOf(register, payment), { isAtReader }, wanted);
        if (verdict.kind !== "free" || verdict.replaced === null) return;
        expect([register, isAtReader]).toEqual([0, false]);
      }),
    );
  });
});

describe("captureReadBack", () => {
  const statuses = ["succeeded", "canceled", "requires_payment_method", "requires_action"] as const;

  it("goes on while the money is only held, and is done with at any other status", () => {
    expect(captureReadBack("requires_capture")).toBeNull();
    const done = statuses.map((status) => captureReadBack(status));
    expect(done).toEqual(statuses.map((outcome) => ({ state: "done", outcome })));
  });

  it("F18: ordered again it goes on only where it came to nothing", () => {
    const kinds = ["capture", "refund"] as const;
    const outcomes = ["succeeded", "canceled", null] as const;
    const again = kinds.flatMap((kind) =>
      (["stored", "done"] as const).flatMap((state) =>
        outcomes
          .filter((outcome) => captureOrderedAgain({ kind, state, outcome }) !== null)
          .map((outcome) => [kind, state, outcome]),
      ),
    );
    expect(again).toEqual([
      ["capture", "done", "canceled"],
      ["capture", "done", null],
    ]);
  });
});
