import { describe, expect, it } from "vitest";
import { PaymentId } from "../../../contract/ids.ts";
import type { FromReaderWindow } from "../../../contract/reader-window.ts";
import { createReaderWindow } from "../../../register/payments/reader-window.ts";
import { silentLog } from "../../support/world.ts";

const paymentId = PaymentId.parse("pay_1");
const finished = (tryNumber: number): FromReaderWindow => ({
  ...{ type: "reader-finished", paymentId, tryNumber, hint: "declined", code: null },
});

function openWindow() {
  const lost: PaymentId[] = [];
  const window = createReaderWindow(
    { log: silentLog, now: () => 0 },
    {
      ...{ opened: () => undefined, heard: () => undefined, changed: () => undefined },
      lostRefund: () => undefined,
      lost: (id) => lost.push(id),
    },
  );
  return { window, lost, link: window.open(() => undefined) };
}

describe("the register's side of its reader window", () => {
  it("is at a payment's second try, whatever comes late of its first", () => {
    const { window, link } = openWindow();
    window.collect({ paymentId, tryNumber: 2, clientSecret: "pi_1_secret" });
    link.receive(finished(1));
    expect(window.isAt(paymentId)).toBe(true);
    link.receive(finished(2));
    expect(window.isAt(paymentId)).toBe(false);
  });

  it("has lost a payment that another page knows nothing of", () => {
    const { window, lost } = openWindow();
    window.collect({ paymentId, tryNumber: 1, clientSecret: "pi_1_secret" });
    window.open(() => undefined).receive({ type: "opened", paymentId: null, refundId: null });
    expect(lost).toEqual([paymentId]);
    expect(window.isAt(paymentId)).toBe(false);
  });
});
