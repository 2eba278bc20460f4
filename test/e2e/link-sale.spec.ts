import { payAtStripe } from "../support/pay-by-page.ts";
import { judge } from "../support/axe.ts";
import { openHands, paymentRegion } from "../support/card-page.ts";
import { addByName, completedSale } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test("a sale is paid on the customer's page, and another one is closed by the clerk", async ({
  till: { page, demo },
}) => {
  const hands = await openHands(demo);
  await addByName(page, "flat white");
  await page.keyboard.press("F12");
  await page.keyboard.press("F6");
  const address = page.getByRole("link", { name: "Open the page" });
  await expect(address).toHaveAttribute("href", /\/pay\/[\w-]{22}$/);
  await judge(page, "waiting for the page");
  const { checkoutSessions } = await hands.books();
  await payAtStripe({ url: demo.stripeUrl }, checkoutSessions[0]?.id ?? "");
  await expect(paymentRegion(page, "approved")).toContainText("Verified by Stripe");
  await page.keyboard.press("Enter");
  await addByName(page, "butter croissant");
  await page.keyboard.press("F12");
  await page.keyboard.press("F6");
  await expect(address).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(paymentRegion(page, "cancelled")).toBeVisible();
  const after = await hands.books();
  expect(after.checkoutSessions.map(({ status }) => status).toSorted()).toEqual([
    "complete",
    "expired",
  ]);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Alt+2");
  await expect(completedSale(page, "2-1", "3.60")).toBeVisible();
});
