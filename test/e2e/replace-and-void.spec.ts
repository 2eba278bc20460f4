import { judge } from "../support/axe.ts";
import {
  chargeByKey,
  openHands,
  paymentRegion,
  sellWithHold,
  stripeAway,
} from "../support/card-page.ts";
import { holdAndApprove, holdPointer } from "../support/hold.ts";
import { addByName, button, figure, ticket } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("cash instead of an UNKNOWN payment, on a manager's yes: it is never captured, P1", async ({
  till: { page, demo },
}) => {
  const hands = await openHands(demo);
  await addByName(page, "flat white");
  await chargeByKey(page);
  await hands.addFault(stripeAway);
  await hands.present();
  await demo.killRegister();
  await expect(paymentRegion(page, "unknown")).toContainText("Asking Stripe");
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Cash instead of the card" });
  await dialog.getByLabel("Cash given").fill("5");
  await expect(figure(page, "Change")).toHaveText("1.40");
  await judge(page, "cash instead of the card");
  await dialog.getByRole("button", { name: /Hold to take cash/ }).focus();
  await holdAndApprove(page);
  await expect(figure(page, "Give back")).toHaveText("1.40");
  await expect(figure(page, "Paid")).toHaveText("3.60");
  await page.keyboard.press("Enter");
  await expect(ticket(page)).not.toContainText("Flat white");
  await hands.clearFaults();
  await expect
    .poll(async () => (await hands.books()).paymentIntents.map(({ status }) => status))
    .toEqual(["canceled"]);
});

test.describe("within the void window", () => {
  test.use({ voidWindowMs: 600_000 });

  test("a completed card sale is voided by touch, and nothing is charged", async ({
    till: { page, demo },
  }) => {
    const hands = await sellWithHold(page, demo);
    await judge(page, "a sale that can be voided");
    await button(page, "Void").click();
    await judge(page, "the void");
    // The demo's clerk may; a shop's asks a manager.
    await holdPointer(page, /Hold to void/);
    await expect
      .poll(async () => (await hands.books()).paymentIntents.map(({ status }) => status))
      .toEqual(["canceled"]);
    await expect(button(page, "Void")).toBeHidden();
  });
});
