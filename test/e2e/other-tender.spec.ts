import type { Page } from "@playwright/test";
import { judge } from "../support/axe.ts";
import { keepRelayDown } from "../support/relay-down.ts";
import { holdEnter, holdPointer } from "../support/hold.ts";
import {
  addByName,
  button,
  completedSale,
  figure,
  lines,
  scan,
  ticket,
} from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const taken = "Taken so far";

/** The primary; a part that was taken has a button that takes it back. */
const take = (page: Page) => page.getByRole("button", { name: /^Take Voucher \d/ });

test("a voucher for a part and cash for the rest by keyboard, then a whole sale, in the X, and back", async ({
  till: { page, demo },
}) => {
  await addByName(page, "gooseneck");
  await page.keyboard.press("F12");
  await expect(button(page, "Voucher")).toHaveAttribute("aria-keyshortcuts", "V");
  await page.keyboard.press("v");
  await expect(page.getByRole("heading", { name: "Pay by Voucher" })).toBeVisible();
  await expect(figure(page, "Amount")).toHaveText("64.00");
  await judge(page, "a tender of the shop's own");
  await page.keyboard.type("9999");
  await expect(button(page, "Take Voucher")).toContainText("at most 64.00");
  await expect(button(page, "Take Voucher")).toBeDisabled();
  for (let digit = 0; digit < 4; digit += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type("2001");
  await expect(figure(page, "Left after it")).toHaveText("43.99");
  await page.keyboard.press("r");
  await scan(page, "VOUCHER00077");
  await expect(page.getByRole("textbox", { name: "Number on it" })).toHaveValue("VOUCHER00077");
  await expect(figure(page, "Amount")).toHaveText("20.01");
  await page.keyboard.press("Enter");
  await expect(lines(page)).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(ticket(page).getByRole("list", { name: taken })).toContainText("Voucher");
  await demo.killRegister();
  await expect(figure(page, "To pay")).toHaveText("44.00");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(ticket(page)).toContainText("Sale 2-1");
  await expect(ticket(page)).toContainText("Voucher");
  await page.keyboard.press("Alt+r");
  await expect(page.getByRole("article")).toContainText("VOUCHER00077");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");

  await addByName(page, "flat white");
  await page.keyboard.press("F12");
  await page.keyboard.press("v");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  await expect(ticket(page)).toContainText("Sale 2-2");
  await page.keyboard.press("Enter");

  await page.keyboard.press("Alt+3");
  const row = page.getByRole("row", { name: /Voucher/ });
  await expect(row).toContainText("23.61");
  await row.getByRole("button").press("Enter");
  await expect(page.getByRole("dialog")).toContainText("20.01");
  await judge(page, "what a voucher's figure is made of");
  await page.keyboard.press("Escape");

  await page.keyboard.press("Alt+2");
  await expect(completedSale(page, "2-2", "3.60")).toContainText("Voucher");
  // The sale beside the list has been read.
  await expect(button(page, "Refund")).toBeEnabled();
  await page.keyboard.press("F7");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Voucher" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await judge(page, "a refund to a voucher");
  await holdEnter(page);
  await expect(completedSale(page, "2-2", "3.60")).toContainText("Refunded");
});

test("a voucher by touch, taken back by a held finger, and taken again with the relay away, P5", async ({
  till: { page, demo },
}) => {
  const back = keepRelayDown(demo);
  await addByName(page, "gooseneck");
  await button(page, "Pay").click();
  await button(page, "Voucher").click();
  for (const key of ["1", "0", "00"]) await button(page, key).click();
  await take(page).click();
  const list = ticket(page).getByRole("list", { name: taken });
  await expect(list).toContainText("−10.00");
  await button(page, "Take Voucher back").click();
  await holdPointer(page, /Hold to take back/);
  await expect(list).toHaveCount(0);
  await button(page, "Split").click();
  await button(page, "Pay this part").click();
  await button(page, "Voucher").click();
  await expect(figure(page, "Amount")).toHaveText("32.00");
  await take(page).click();
  await expect(list).toContainText("−32.00");
  await button(page, "Voucher").click();
  await take(page).click();
  await expect(figure(page, "Paid")).toHaveText("64.00");
  await back();
});

test("while cards are out of reach another tender and parking stand beside cash, P5", async ({
  till: { page, demo },
}) => {
  const back = keepRelayDown(demo);
  await expect(page.getByText("Relay: no answer")).toBeVisible();
  await addByName(page, "flat white");
  await page.keyboard.press("F10");
  await expect(button(page, "Another way")).toBeVisible();
  await judge(page, "no cards, and what else there is");
  await page.keyboard.press("F12");
  await expect(page.getByRole("heading", { name: "Pay by cash" })).toBeVisible();
  await page.keyboard.press("F10");
  await button(page, "Park").click();
  await expect(lines(page)).toHaveCount(0);
  await expect(button(page, "Recall")).toBeVisible();
  await back();
});
