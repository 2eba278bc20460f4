import type { Page } from "@playwright/test";
import { judge } from "../support/axe.ts";
import { chargeByKey, openHands, paymentRegion } from "../support/card-page.ts";
import type { Demo } from "../support/demo.ts";
import { holdAndApprove } from "../support/hold.ts";
import { addByName, figure } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** The customer gives 3.00 on 3.60: more than the shop's cap, so that a person must look. */
async function tipTooMuch(page: Page, demo: Demo) {
  const hands = await openHands(demo);
  await addByName(page, "flat white");
  await chargeByKey(page);
  await hands.present({ tipMinor: 300 });
  await expect(paymentRegion(page, "unknown")).toContainText("A manager must look");
  return hands;
}

test("a tip over the cap is a task; a manager takes it as it is, and the sale completes", async ({
  till: { page, demo },
}) => {
  const hands = await tipTooMuch(page, demo);
  await judge(page, "a manager must look");
  await page.keyboard.press("Alt+2");
  const tasks = page.getByRole("region", { name: "Needs attention" });
  await tasks.getByRole("button").click();
  await expect(paymentRegion(page, "unknown")).toBeVisible();
  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog", { name: "Take what Stripe holds" });
  await expect(dialog).toContainText("3.00");
  await judge(page, "taking what Stripe holds");
  await holdAndApprove(page);
  await expect(figure(page, "Paid")).toHaveText("3.60");
  await expect
    .poll(async () => (await hands.books()).paymentIntents.map((one) => one.amount_received))
    .toEqual([660]);
});

test("or lets it go: the customer keeps the money", async ({ till: { page, demo } }) => {
  const hands = await tipTooMuch(page, demo);
  await page.keyboard.press("l");
  await expect(page.getByRole("dialog", { name: "Let the hold go" })).toBeVisible();
  await holdAndApprove(page);
  await expect(paymentRegion(page, "cancelled")).toBeVisible();
  await expect
    .poll(async () => (await hands.books()).paymentIntents.map(({ status }) => status))
    .toEqual(["canceled"]);
});
