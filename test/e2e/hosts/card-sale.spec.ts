import type { Page } from "@playwright/test";
import { ways } from "../../../contract/reader-views.ts";
import { booksDiffer } from "../../support/card-books.ts";
import {
  chargeByKey,
  openHands,
  paymentRegion,
  readerAsks,
  slowCancelBy,
  stripeAway,
  untilCaptured,
} from "../../support/card-page.ts";
import type { Demo } from "../../support/demo.ts";
import { askForTips, cards } from "../../support/stripe-control.ts";
import { addByName, figure, searchField } from "../../support/till-page.ts";
import { expect, test } from "./hosted-till.ts";

async function expectSameBooks(demo: Demo): Promise<void> {
  await expect.poll(() => booksDiffer(demo)).toEqual([]);
}

async function expectSold(page: Page, demo: Demo): Promise<void> {
  await untilCaptured(page);
  await expect(figure(page, "Amount")).toContainText("3.60");
  await page.keyboard.press("Enter");
  await expect(searchField(page)).toBeFocused();
  await expectSameBooks(demo);
  const { paymentIntents } = await (await openHands(demo)).books();
  expect(paymentIntents).toMatchObject([{ status: "succeeded", amount_received: 360 }]);
}

for (const via of ways) {
  test.describe(`a card sale, ${via}`, () => {
    test.use({ via });

    test("is approved, captured, and in both books", async ({ till: { page, demo } }) => {
      const hands = await openHands(demo);
      await addByName(page, "flat white");
      await chargeByKey(page);
      await hands.present({ number: cards.good });
      await expectSold(page, demo);
    });

    test("is declined, then paid by another card on the same payment", async ({
      till: { page, demo },
    }) => {
      const hands = await openHands(demo);
      await addByName(page, "flat white");
      await chargeByKey(page);
      await hands.present({ number: cards.noFunds });
      await expect(paymentRegion(page, "declined")).toContainText("There is not enough");
      await page.keyboard.press("Enter");
      await readerAsks(page);
      await hands.present({ number: cards.good });
      await expectSold(page, demo);
    });

    test("is cancelled: requested first, then proven, and paid in cash", async ({
      till: { page, demo },
    }) => {
      const hands = await openHands(demo);
      await hands.addFault(slowCancelBy(via));
      await addByName(page, "flat white");
      await chargeByKey(page);
      await page.keyboard.press("Escape");
      await expect(paymentRegion(page, "cancelling")).toContainText("waiting for Stripe’s word");
      await expect(paymentRegion(page, "cancelled")).toContainText("still to pay");
      await page.keyboard.press("F9");
      await page.keyboard.press("Enter");
      await expect(figure(page, "Paid")).toHaveText("3.60");
      expect((await hands.books()).paymentIntents).toMatchObject([{ status: "canceled" }]);
      expect((await hands.reader()).screen.kind).not.toBe("present-card");
      await expectSameBooks(demo);
    });

    test("carries the tip that the customer chose on the reader", async ({
      till: { page, demo },
    }) => {
      const hands = await openHands(demo);
      await askForTips(demo);
      await addByName(page, "flat white");
      await chargeByKey(page);
      await hands.chooseTip(36);
      await hands.present({ number: cards.good });
      await untilCaptured(page);
      const facts = page.getByRole("main");
      await expect(facts).toContainText(/Tip\s*0\.36/);
      await expect(facts).toContainText(/Charged with the tip\s*3\.96/);
      await expectSameBooks(demo);
      const { paymentIntents } = await hands.books();
      expect(paymentIntents).toMatchObject([{ status: "succeeded", amount_received: 396 }]);
    });

    test("is found out after a kill -9 of the register: read, not charged again", async ({
      till: { page, demo },
    }) => {
      const hands = await openHands(demo);
      await addByName(page, "flat white");
      await chargeByKey(page);
      await hands.addFault(stripeAway);
      await hands.present({ number: cards.good });
      await demo.killRegister();
      await expect(paymentRegion(page, "unknown")).toContainText("Asking Stripe");
      await hands.clearFaults();
      await expectSold(page, demo);
    });
  });
}

test.describe("a card sale, direct", () => {
  test.use({ via: "direct" });

  test("lives through a till page that is loaded again while the customer pays", async ({
    till: { page, demo },
  }) => {
    const hands = await openHands(demo);
    await addByName(page, "flat white");
    await chargeByKey(page);
    await page.reload();
    // In a browser the reader's page goes with the till's; what is not known is looked up.
    const isWaiting = paymentRegion(page, "waiting");
    await expect(isWaiting.or(paymentRegion(page, "cancelled"))).toBeVisible();
    await expect
      .poll(async () => (await hands.books()).paymentIntents.map(({ status }) => status))
      .toHaveLength(1);
    await expect(paymentRegion(page, "unknown")).toBeHidden({ timeout: 20_000 });
  });
});
