import { judge } from "../support/axe.ts";
import { openBridge } from "../support/bridge-client.ts";
import { holdAndApprove, holdEnter, holdPointer } from "../support/hold.ts";
import { jonas } from "../support/people.ts";
import { addByName, button, choose, completedSale, figure, ticket } from "../support/till-page.ts";
import { expect, test } from "./till.ts";
import type { Page } from "@playwright/test";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** A flat white (3.60) and a croissant, sold for cash and looked at. */
async function sellAndFind(page: Page): Promise<void> {
  await addByName(page, "flat white");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText("3.60");
  await page.keyboard.press("Alt+2");
  await expect(completedSale(page, "2-1", "3.60")).toBeVisible();
  await expect(button(page, "Exchange")).toBeEnabled();
}

test("goods are exchanged for dearer ones by keyboard: only the difference is paid", async ({
  till: { page },
}) => {
  await sellAndFind(page);
  await page.keyboard.press("e");
  await expect(page.getByRole("dialog", { name: "What comes back?" })).toContainText("Flat white");
  await judge(page, "what comes back");
  await page.keyboard.press("Enter");
  await expect(ticket(page)).toContainText("Exchange for sale 2-1");
  await judge(page, "an exchange with nothing to go out");
  await addByName(page, "sourdough");
  await expect(ticket(page)).toContainText("Customer pays 1.20");
  await judge(page, "an exchange");
  await page.keyboard.press("Alt+x");
  await judge(page, "before the exchange");
  await page.getByRole("button", { name: /^Hold to exchange/ }).focus();
  await holdEnter(page);
  await expect(figure(page, "To pay")).toHaveText("1.20");
  await expect(ticket(page).getByRole("list", { name: "Taken so far" })).toContainText("3.60");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText("4.80");
  await page.keyboard.press("Alt+2");
  await expect(completedSale(page, "2-2", "4.80")).toBeVisible();
  await expect(completedSale(page, "2-1", "3.60")).toContainText("Refunded");
});

test("goods are exchanged for cheaper ones by touch: the difference is given back", async ({
  till: { page },
}) => {
  await sellAndFind(page);
  await button(page, "Exchange").click();
  await button(page, "Choose the new goods").click();
  await expect(ticket(page)).toContainText("Exchange for sale 2-1");
  await addByName(page, "oat drink");
  await expect(ticket(page)).toContainText("Customer gets 1.25");
  await ticket(page).getByRole("button", { name: "Exchange", exact: true }).click();
  await holdPointer(page, /Hold to exchange/);
  await expect(figure(page, "Give back")).toHaveText("1.25");
  await judge(page, "the difference to give back");
});

test("an exchange waits with its parked sale, and what it cannot pay goes to the customer", async ({
  till: { page },
}) => {
  await addByName(page, "flat white");
  await page.keyboard.press("F4");
  await page.keyboard.type("200");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Total")).toHaveText("720.00");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText("720.00");
  await page.keyboard.press("Alt+2");
  await expect(completedSale(page, "2-1", "720.00")).toBeVisible();
  await expect(button(page, "Exchange")).toBeEnabled();
  await page.keyboard.press("e");
  await expect(page.getByRole("dialog", { name: "What comes back?" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(ticket(page)).toContainText("Exchange for sale 2-1");
  await addByName(page, "oat drink");
  await page.keyboard.press("F6");
  await expect(ticket(page)).not.toContainText("Exchange for sale");
  await page.keyboard.press("F6");
  await expect(page.getByRole("listbox", { name: "Parked sales" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(ticket(page)).toContainText("Exchange for sale 2-1");
  await page.keyboard.press("Alt+x");
  const dialog = page.getByRole("dialog", { name: "Exchange these goods" });
  await dialog.getByRole("button", { name: /^Hold to exchange/ }).focus();
  await page.keyboard.down("Enter");
  // More than any note gives change for: it is booked back, and pays for nothing.
  await expect(dialog.getByRole("alert")).toBeVisible();
  await page.keyboard.up("Enter");
  await page.keyboard.press("Escape");
  await expect(ticket(page)).toContainText("The goods are booked back");
  await page.keyboard.press("F6");
  await expect(ticket(page)).toContainText("720.00 was booked back");
  await page.reload();
  await expect(ticket(page)).toContainText("720.00 was booked back");
  await judge(page, "an exchange whose sale is parked");
  await ticket(page).getByRole("button", { name: "Recall" }).click();
  await expect(ticket(page)).toContainText("The goods are booked back");
  await page.keyboard.press("Alt+u");
  await judge(page, "money to hand over");
  await page.getByRole("button", { name: /^Hold once it is handed over/ }).focus();
  await holdEnter(page);
  await expect(ticket(page)).not.toContainText("Exchange for sale");
});

test("a page loaded again after the goods were booked back leads on with their money", async ({
  till: { page, demo },
}) => {
  await sellAndFind(page);
  await page.keyboard.press("e");
  await expect(page.getByRole("dialog", { name: "What comes back?" })).toBeVisible();
  await page.keyboard.press("Enter");
  await addByName(page, "sourdough");
  await expect(ticket(page)).toContainText("Customer pays 1.20");
  const till = await openBridge(demo);
  const { exchange } = await till.value("register.view", {});
  if (exchange === null) throw new Error("the register keeps no exchange");
  const { refundId, saleId, lines, worth: total } = exchange;
  const back = { refundId, saleId, lines: [...lines], total, reason: "Unwanted" };
  await till.value("refunds.pay", { ...back, to: { tender: "cash" } });
  till.close();
  // Where the page's own call for it was answered, or not, it has gone now.
  await page.reload();
  await expect(ticket(page)).toContainText("The goods are booked back");
  await judge(page, "an exchange after a reload");
  await page.keyboard.press("Alt+x");
  await page.getByRole("button", { name: /^Hold to exchange/ }).focus();
  await holdEnter(page);
  await expect(figure(page, "To pay")).toHaveText("1.20");
  await page.reload();
  await expect(figure(page, "To pay")).toHaveText("1.20");
  await expect(ticket(page)).not.toContainText("Exchange for sale");
});

test("a manager puts cash that was booked wrongly right, beside its entry", async ({
  till: { page },
}) => {
  await page.keyboard.press("Alt+4");
  await button(page, "Cash in").click();
  // In the list of places a letter goes to a place; it is no key of the screen there.
  await page.getByRole("button", { name: /Against$/ }).press("o");
  await expect(page.getByRole("form", { name: "Cash in" })).toContainText("Owner's float");
  await button(page, "Back").click();
  await button(page, "Cash out").click();
  await page.getByLabel("Amount").fill("10");
  await page.getByLabel("Reason").fill("milk");
  await choose(page, "Against", "Petty cash");
  await button(page, "Move cash").press("Enter");
  const pin = page.getByRole("dialog").getByLabel("PIN", { exact: true });
  await pin.fill(jonas.pin);
  await page.keyboard.press("Enter");
  const moves = page.getByRole("region", { name: "Cash in and out" });
  await expect(moves).toContainText("milk");
  await moves.getByRole("button", { name: /^Correct entry/ }).press("Enter");
  const dialog = page.getByRole("dialog", { name: /^Correct entry/ });
  await choose(page, "Stands on", "Petty cash");
  await dialog.getByRole("button", { name: /^Hold to correct/ }).focus();
  await page.keyboard.down("Enter");
  // No account was chosen yet: nothing is posted.
  await expect(dialog.getByRole("alert")).toBeVisible();
  await page.keyboard.up("Enter");
  await choose(page, "Belongs on", "Bank");
  await judge(page, "a correction");
  await dialog.getByRole("button", { name: /^Hold to correct/ }).focus();
  await holdAndApprove(page);
  await expect(moves.getByRole("status")).toContainText("Corrected by entry");
  await judge(page, "a corrected entry");
  await page.keyboard.press("Alt+3");
  const corrections = page.getByRole("table", { name: "Corrections" });
  await corrections.getByRole("button", { name: /Bank/ }).press("Enter");
  const opened = page.getByRole("dialog", { name: /^What makes it/ });
  await expect(opened).toContainText("1 entry makes");
  await expect(opened.getByRole("status")).toContainText("it is what the report says");
  await page.keyboard.press("Escape");
  await judge(page, "a report with a correction");
});
