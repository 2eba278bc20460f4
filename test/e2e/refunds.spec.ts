import type { Page } from "@playwright/test";
import { judge } from "../support/axe.ts";
import { holdFirstShare, readerAsks, untilCaptured } from "../support/card-page.ts";
import { holdAndApprove, holdEnter, holdPointer } from "../support/hold.ts";
import { cards } from "../support/stripe-control.ts";
import { addByName, button, completedSale, figure } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const field = (page: Page) => page.getByRole("textbox", { name: /^Receipt, amount/ });
const holdButton = (page: Page) => page.getByRole("button", { name: /^Hold to refund/ });

async function payExact(page: Page, total: string): Promise<void> {
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText(total);
}

/** Three flat whites and a croissant, sold for cash and looked at. */
async function sellFour(page: Page): Promise<void> {
  await addByName(page, "flat white");
  await page.keyboard.press("F4");
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Total")).toHaveText("10.80");
  await addByName(page, "butter croissant");
  await payExact(page, "13.20");
  await page.keyboard.press("Alt+2");
  await expect(completedSale(page, "2-1", "13.20")).toBeVisible();
  await expect(button(page, "Refund")).toBeEnabled();
}

test("two of three pieces go back, with a reason, and the rest stays to be given back", async ({
  till: { page },
}) => {
  await sellFour(page);
  await page.keyboard.press("F7");
  const dialog = page.getByRole("dialog", { name: "Refund 13.20 EUR" });
  await dialog.getByRole("button", { name: "Lines" }).click();
  const named = page.getByRole("dialog");
  await named.getByText("Butter croissant").click();
  const count = named.getByRole("textbox", { name: "How many come back: Flat white" });
  await count.focus();
  await page.keyboard.press("ArrowDown");
  await expect(count).toHaveValue("2");
  await page.keyboard.type("1");
  await expect(page.getByRole("dialog", { name: "Refund 3.60 EUR" })).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("dialog", { name: "Refund 7.20 EUR" })).toBeVisible();
  await named.getByRole("button", { name: "Faulty" }).click();
  await judge(page, "pieces that go back");
  await holdButton(page).focus();
  await holdEnter(page);
  await expect(completedSale(page, "2-1", "13.20")).toContainText("Refunded");
  await page.keyboard.press("F7");
  await expect(page.getByRole("dialog", { name: "Refund 6.00 EUR" })).toBeVisible();
});

test("one of three pieces is exchanged by touch", async ({ till: { page } }) => {
  await sellFour(page);
  await button(page, "Exchange").click();
  const dialog = page.getByRole("dialog", { name: "What comes back?" });
  await dialog.getByText("Butter croissant").click();
  const less = dialog.getByRole("button", { name: "One less" });
  await less.click();
  await expect(dialog).toContainText("7.20");
  await less.click();
  await expect(dialog).toContainText("3.60");
  await judge(page, "pieces that come back");
  await button(page, "Choose the new goods").click();
  await expect(page.getByText("Comes back 3.60")).toBeVisible();
});

test("each of two cards gets back what it paid, and never more", async ({
  till: { page, demo },
}) => {
  const hands = await holdFirstShare(page, demo, 2);
  await page.keyboard.press("Enter");
  await page.keyboard.press("F10");
  await readerAsks(page);
  await hands.present({ number: cards.mastercard });
  await untilCaptured(page);
  await page.keyboard.press("Alt+2");
  await expect(button(page, "Refund")).toBeEnabled();
  await page.keyboard.press("F7");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "To the card" }).click();
  await dialog.getByRole("button", { name: /4444/ }).click();
  await expect(page.getByRole("dialog", { name: "Refund 32.00 EUR" })).toContainText(
    "goes back another way",
  );
  await judge(page, "a refund to one of two cards");
  await dialog.getByRole("button", { name: "An amount" }).click();
  await dialog.getByLabel(/^Amount, at most/).fill("40");
  await expect(dialog.getByRole("alert")).toContainText("refund-over-charge");
  await expect(holdButton(page)).toBeDisabled();
  await dialog.getByRole("button", { name: "All that is left" }).click();
  await holdPointer(page, /^Hold to refund/);
  await expect
    .poll(async () => (await hands.books()).refunds)
    .toMatchObject([{ amount: 3_200, status: "succeeded" }]);
});

test("what a key does to a sale, it does to the one that the search has found", async ({
  till: { page },
}) => {
  await addByName(page, "flat white");
  await payExact(page, "3.60");
  await page.keyboard.press("Enter");
  await addByName(page, "butter croissant");
  await payExact(page, "2.40");
  await page.keyboard.press("Alt+2");
  await expect(page.getByText("Receipt 2-2", { exact: true })).toBeVisible();
  await page.keyboard.press("F2");
  await field(page).fill("2-1");
  await expect(page.getByText("Receipt 2-1", { exact: true })).toBeVisible();
  await page.keyboard.press("F7");
  await expect(page.getByRole("dialog", { name: "Refund 3.60 EUR" })).toBeVisible();
  await page.keyboard.press("Escape");
  await field(page).fill("");
  await expect(completedSale(page, "2-2", "2.40")).toBeVisible();
  await field(page).press("ArrowDown");
  await expect(page.getByRole("listbox", { name: "Completed sales" })).toBeFocused();
});

test("a drawer that is opened without a sale is asked for by a held key", async ({
  till: { page },
}) => {
  await page.keyboard.press("Alt+4");
  await button(page, "No sale").click();
  await page.getByLabel("Reason").fill("change for the bakery");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("form", { name: "No sale" })).toBeVisible();
  await judge(page, "before the drawer opens without a sale");
  await button(page, "Hold to open the drawer").focus();
  await holdAndApprove(page);
  await expect(page.getByRole("form", { name: "No sale" })).toBeHidden();
});
