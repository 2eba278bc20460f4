import { CreditAccountId, PaymentId } from "../../contract/ids.ts";
import { judge } from "../support/axe.ts";
import {
  healthy,
  openHands,
  paymentRegion,
  readerAsks,
  untilCaptured,
  untilReaderReady,
} from "../support/card-page.ts";
import { euros } from "../support/day.ts";
import { holdAndApprove, holdEnter, holdPointer } from "../support/hold.ts";
import { keepRelayDown } from "../support/relay-down.ts";
import { addSecondTill, holdAndVanish, secondTill } from "../support/second-till.ts";
import { cards } from "../support/stripe-control.ts";
import { addByName, button, completedSale, figure, scan } from "../support/till-page.ts";
import { expect, test } from "./till.ts";
import type { Page } from "@playwright/test";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const moves = (page: Page) => page.getByRole("table", { name: "What moved it" }).getByRole("row");
const account = (page: Page) => page.getByRole("region", { name: "Account", exact: true });
const source = (page: Page) => account(page).getByRole("status").last();

/** Opens an account in a name and puts 20.00 of cash on it, by keyboard. */
async function openWithTwenty(page: Page, name: string): Promise<string> {
  await page.keyboard.press("Alt+g");
  await page.keyboard.type(name);
  await page.keyboard.press("Alt+n");
  await expect(account(page)).toContainText(name);
  await page.keyboard.press("Alt+t");
  await page.getByLabel("Amount").fill("20");
  await page.getByRole("button", { name: /^Hold to top up/ }).focus();
  await holdEnter(page);
  await expect(figure(page, "Can be spent")).toHaveText("20.00");
  return account(page).locator(".code").innerText();
}

test("an account is opened, topped up two ways and told by keyboard alone", async ({
  till: { page },
}) => {
  await page.keyboard.press("Alt+g");
  await judge(page, "no account yet");
  await openWithTwenty(page, "Ada Byron");
  await expect(source(page)).toHaveText("All tills");
  await expect(moves(page)).toHaveCount(2);
  await page.keyboard.press("Alt+t");
  await page.getByLabel("Amount").fill("5");
  await page.getByRole("button", { name: "Another way" }).press("Space");
  await page.getByLabel("Which way").fill("Bank transfer");
  await judge(page, "a top-up");
  await page.getByRole("button", { name: /^Hold to top up/ }).focus();
  await holdEnter(page);
  await expect(figure(page, "Can be spent")).toHaveText("25.00");
  await expect(moves(page).nth(1)).toContainText("Bank transfer");
  await expect(moves(page).nth(1)).toContainText("+5.00");
  await expect(moves(page).nth(2)).toContainText("this till");
  await judge(page, "an account's history");
});

test("a card tops an account up by keyboard: the page is loaded again meanwhile, and it is added once", async ({
  till: { page, demo },
}) => {
  const hands = await openHands(demo);
  await untilReaderReady(page);
  await openWithTwenty(page, "Ada Byron");
  await page.keyboard.press("Alt+t");
  await page.getByLabel("Amount").fill("15");
  await page.getByRole("button", { name: "Card", exact: true }).press("Space");
  await judge(page, "a top-up by card");
  await page.getByRole("button", { name: /^Hold to charge/ }).focus();
  await holdEnter(page);
  await readerAsks(page);
  await judge(page, "a top-up that waits for its card");
  await page.reload();
  await readerAsks(page);
  await hands.present({ number: cards.noFunds });
  await expect(paymentRegion(page, "declined")).toBeVisible();
  await judge(page, "a top-up that was declined");
  await page.keyboard.press("Enter");
  await readerAsks(page);
  await hands.present({});
  await untilCaptured(page);
  await expect(paymentRegion(page, "approved")).toContainText("15.00 is on the account");
  await judge(page, "a top-up that was approved");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Can be spent")).toHaveText("35.00");
  await expect(moves(page).nth(1)).toContainText("Card");
  await expect(moves(page)).toHaveCount(3);
});

test("a top-up by card is cancelled by touch, and nothing is added", async ({ till: { page } }) => {
  await untilReaderReady(page);
  await openWithTwenty(page, "Ada Byron");
  await button(page, "Top up").click();
  await page.getByLabel("Amount").fill("15");
  await page.getByRole("button", { name: "Card", exact: true }).click();
  await holdPointer(page, /^Hold to charge/);
  await readerAsks(page);
  await button(page, "Cancel").click();
  await expect(paymentRegion(page, "cancelled")).toContainText("Nothing was added");
  await judge(page, "a top-up that was cancelled");
  await button(page, "Back to the account").click();
  await expect(figure(page, "Can be spent")).toHaveText("20.00");
  await expect(moves(page)).toHaveCount(2);
});

test("goods go back to an account, a scan finds it, and offline its history says what is missing", async ({
  till: { page, demo },
}) => {
  const code = await openWithTwenty(page, "Ada Byron");
  await page.keyboard.press("Escape");
  await addByName(page, "flat white");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText("3.60");
  await button(page, "Sales").click();
  await expect(completedSale(page, "2-1", "3.60")).toBeVisible();
  await button(page, "Refund").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("To store credit").click();
  await dialog.getByLabel("Customer").fill("Ada");
  await dialog.getByRole("button", { name: "Ada Byron" }).click();
  await expect(dialog).toContainText("store credit of Ada Byron");
  await judge(page, "a refund to credit");
  await holdPointer(page, /Hold to refund/);
  await expect(button(page, "Refund")).toBeDisabled();

  await page.keyboard.press("Alt+g");
  await expect(page.getByRole("textbox", { name: "Name, or scan the code" })).toBeFocused();
  await scan(page, code);
  await expect(figure(page, "Can be spent")).toHaveText("23.60");
  await expect(moves(page).nth(1)).toContainText("Goods given back");
  await expect(moves(page).nth(1)).toContainText("sale 2-1");

  const letUp = keepRelayDown(demo);
  await expect(healthy(page, "Relay")).toBeHidden();
  await page.keyboard.press("Alt+g");
  await page.keyboard.type("ada");
  await page.getByRole("group", { name: "Accounts found" }).getByText("Ada Byron").click();
  await expect(source(page)).toContainText("This till’s part only");
  await expect(moves(page)).toHaveCount(3);
  await expect(page.getByRole("alert")).toContainText("Store credit is out of reach");
  await judge(page, "a history without the relay");
  await letUp();
});

test("what a lost till holds is let go of by a manager, by keyboard", async ({
  till: { page, demo },
}) => {
  const accountId = CreditAccountId.parse(await openWithTwenty(page, "Ada Byron"));
  await addSecondTill(demo);
  await expect(healthy(page, "Relay")).toBeVisible();
  await page.keyboard.press("Alt+h");
  await expect(page.getByText("Nothing is held")).toBeVisible();
  await judge(page, "nothing held");
  const reservationId = PaymentId.parse("pay_lost-1");
  const request = { type: "reserve-credit", id: "lost", reservationId, accountId } as const;
  await holdAndVanish(demo, { ...request, amount: euros(1_500) });
  await page.keyboard.press("r");
  const held = page.getByRole("region", { name: "Held now" });
  await expect(held).toContainText(secondTill);
  await expect(held).toContainText("15.00");
  await judge(page, "a hold");
  await held.getByRole("button", { name: "Let go" }).press("Enter");
  await judge(page, "before a hold is let go of");
  await page.getByRole("button", { name: /^Hold to let go/ }).focus();
  await holdAndApprove(page);
  await expect(page.getByRole("main").getByRole("status").first()).toContainText("Let go.");
  await expect(page.getByText("Nothing is held")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.type("ada");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Can be spent")).toHaveText("20.00");
});
