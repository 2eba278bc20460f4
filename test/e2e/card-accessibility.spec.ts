import {
  chargeByKey,
  healthy,
  openHands,
  paymentRegion,
  readerAsks,
  slowCancel,
  stripeAway,
  untilCaptured,
} from "../support/card-page.ts";
import { judge } from "../support/axe.ts";
import { keepRelayDown } from "../support/relay-down.ts";
import { cards } from "../support/stripe-control.ts";
import { addByName, button, completedSale, searchField } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`axe finds nothing on a card payment, ${colorScheme}`, () => {
    // Without movement each screen stands still while it is judged.
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("waiting, declined, cancelling, cancelled, approved, its proof, the refund", async ({
      till: { page, demo },
    }) => {
      const hands = await openHands(demo);
      await hands.addFault(slowCancel);
      await addByName(page, "flat white");
      await chargeByKey(page);
      await judge(page, "waiting");
      await hands.present({ number: cards.declined });
      await expect(paymentRegion(page, "declined")).toBeVisible();
      await judge(page, "declined");
      await page.keyboard.press("Enter");
      await readerAsks(page);
      await page.keyboard.press("Escape");
      await expect(paymentRegion(page, "cancelling")).toBeVisible();
      await judge(page, "cancelling");
      await expect(paymentRegion(page, "cancelled")).toBeVisible();
      await judge(page, "cancelled");

      await page.keyboard.press("F10");
      await readerAsks(page);
      await hands.present({ number: cards.good });
      await untilCaptured(page);
      await judge(page, "approved");
      await page.keyboard.press("Enter");
      await expect(searchField(page)).toBeFocused();
      await page.keyboard.press("Alt+2");
      await expect(completedSale(page, "2-1", "3.60")).toBeVisible();
      await expect(button(page, "Refund")).toBeEnabled();
      await judge(page, "the sale's proof");
      await page.keyboard.press("F7");
      await expect(page.getByRole("dialog", { name: "Refund 3.60 EUR" })).toBeVisible();
      await judge(page, "the refund");
    });

    test("unknown, a held sale, no cards", async ({ till: { page, demo } }) => {
      const hands = await openHands(demo);
      await addByName(page, "flat white");
      await chargeByKey(page);
      await hands.addFault(stripeAway);
      await demo.killRegister();
      await expect(paymentRegion(page, "unknown")).toContainText("Asking Stripe");
      await judge(page, "unknown");
      await page.keyboard.press("Enter");
      await expect(searchField(page)).toBeFocused();
      await addByName(page, "butter croissant");
      await judge(page, "a held sale beside the open one");
      const letUp = keepRelayDown(demo);
      await expect(healthy(page, "Relay")).toBeHidden();
      await page.keyboard.press("F10");
      await expect(paymentRegion(page, "noCards")).toBeVisible();
      await letUp();
      await judge(page, "no cards");
    });
  });
}
