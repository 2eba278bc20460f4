import { payAtStripe } from "../support/pay-by-page.ts";
import { judge } from "../support/axe.ts";
import { openHands, paymentRegion } from "../support/card-page.ts";
import { readCode } from "../support/read-code.ts";
import { addByName, completedSale } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test("a sale is paid on the customer's page, and another one is closed by the clerk", async ({
  till: { page, demo },
  context,
}) => {
  const hands = await openHands(demo);
  await addByName(page, "flat white");
  await page.keyboard.press("F12");
  await page.keyboard.press("F6");
  const address = page.getByRole("link", { name: "Open the page" });
  await expect(address).toHaveAttribute("href", /\/pay\/[\w-]{22}$/);
  await judge(page, "waiting for the page");
  const opened = context.waitForEvent("page");
  await page.keyboard.press("o");
  await (await opened).close();
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

test("the next customer is served while a page is open, by keyboard, and the page completes its sale", async ({
  till: { page, demo },
}) => {
  const hands = await openHands(demo);
  await addByName(page, "flat white");
  await page.keyboard.press("F12");
  await page.keyboard.press("F6");
  await expect(page.getByRole("link", { name: "Open the page" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Ready for the next sale")).toBeVisible();
  await addByName(page, "butter croissant");
  const lanes = page.getByRole("navigation", { name: "Sales side by side" });
  await expect(lanes).toContainText("Waiting");
  await judge(page, "a page that waits beside the open sale");
  await lanes.getByRole("button", { name: /Waiting/ }).click();
  await expect(page.getByRole("link", { name: "Open the page" })).toBeVisible();
  await judge(page, "the page of a sale set aside");
  // Back to the open sale: the page is left as it is.
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listitem").filter({ hasText: "croissant" })).toBeVisible();
  const { checkoutSessions } = await hands.books();
  expect(checkoutSessions.map(({ status }) => status)).toEqual(["open"]);
  await payAtStripe({ url: demo.stripeUrl }, checkoutSessions[0]?.id ?? "");
  await expect(page.getByText("Paid by card: 3.60")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "croissant" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`the code of the customer's page, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("is read by a camera off both displays, and goes from the customer's with the page", async ({
      till: { page, demo },
      context,
    }) => {
      const display = await context.newPage();
      await display.goto(`${new URL(demo.url).origin}/display/index.html`);
      await page.bringToFront();
      await addByName(page, "flat white");
      await page.keyboard.press("F12");
      await page.keyboard.press("F6");
      const link = page.getByRole("link", { name: "Open the page" });
      const address = (await link.getAttribute("href")) ?? "";
      expect(await readCode(page.getByRole("img", { name: "Code of the payment page" }))).toBe(
        address,
      );
      const shown = display.getByRole("img", { name: "Code of the page to pay on" });
      expect(await readCode(shown)).toBe(address);
      await expect(display.getByRole("main")).toContainText(new URL(address).host);
      await judge(display, "the page to pay on");
      await page.keyboard.press("Escape");
      await expect(shown).toBeHidden();
    });
  });
}
