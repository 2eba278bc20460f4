import type { Page } from "@playwright/test";
import type { TraceStep as RegisterStep } from "../../register/ports.ts";
import type { TraceStep as RelayStep } from "../../server/ports.ts";
import { booksDiffer } from "../support/card-books.ts";
import {
  chargeByKey,
  openHands,
  paymentRegion,
  stripeAway,
  untilCaptured,
} from "../support/card-page.ts";
import type { Demo } from "../support/demo.ts";
import { addByName, figure, searchField } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

/** Approved and captured, once by both books, and the till is ready for the next customer. */
async function expectSold(page: Page, demo: Demo): Promise<void> {
  await untilCaptured(page);
  await expect(figure(page, "Amount")).toContainText("3.60");
  await page.keyboard.press("Enter");
  await expect(searchField(page)).toBeFocused();
  await expect.poll(() => booksDiffer(demo)).toEqual([]);
  const { paymentIntents } = await (await openHands(demo)).books();
  expect(paymentIntents).toMatchObject([{ status: "succeeded", amount_received: 360 }]);
}

test.describe("kill -9 in a card payment", () => {
  test("of the register between authorisation and ledger: UNKNOWN, and it resolves by itself", async ({
    till: { page, demo },
  }) => {
    const hands = await openHands(demo);
    await addByName(page, "flat white");
    await chargeByKey(page);
    await hands.addFault(stripeAway);
    await hands.present();
    await demo.killRegister();
    await expect(paymentRegion(page, "unknown")).toContainText("Asking Stripe");
    expect((await hands.books()).paymentIntents).toMatchObject([{ status: "requires_capture" }]);
    await hands.clearFaults();
    await expectSold(page, demo);
  });

  test("UNKNOWN does not stop the next customer, and tells when it is known", async ({
    till: { page, demo },
  }) => {
    const hands = await openHands(demo);
    await addByName(page, "flat white");
    await chargeByKey(page);
    await hands.addFault(stripeAway);
    await hands.present();
    await demo.killRegister();
    await expect(paymentRegion(page, "unknown")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(searchField(page)).toBeFocused();
    await addByName(page, "butter croissant");
    await page.keyboard.press("F9");
    await page.keyboard.press("Enter");
    await expect(figure(page, "Paid")).toHaveText("2.40");
    await page.keyboard.press("Enter");
    await hands.clearFaults();
    await expect(page.getByRole("status").filter({ hasText: "3.60" }).first()).toBeVisible();
    await expect.poll(() => booksDiffer(demo)).toEqual([]);
    const { paymentIntents } = await hands.books();
    expect(paymentIntents).toMatchObject([{ status: "succeeded", amount_received: 360 }]);
  });

  const steps: readonly (readonly [RegisterStep | RelayStep, "register" | "relay", string])[] = [
    ["authorised-read", "register", "of the register while it writes the authorisation"],
    ["authorised-committed", "register", "of the register between ledger and capture"],
    ["event-committed", "relay", "F27: of the relay between storing and reading"],
  ];
  for (const [killAt, program, name] of steps) {
    test.describe(name, () => {
      test.use({ killAt });
      test("is sold and captured once", async ({ till: { page, demo } }) => {
        const hands = await openHands(demo);
        await hands.pauseDeliveries();
        await addByName(page, "flat white");
        await chargeByKey(page);
        await hands.present();
        void hands.resumeDeliveries();
        await demo.restarted(program);
        await expectSold(page, demo);
      });
    });
  }
});
