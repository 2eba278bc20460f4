import type { Page } from "@playwright/test";
import { holdFirstShare, openHands, readerAsks } from "../support/card-page.ts";
import type { Demo } from "../support/demo.ts";
import { holdEnter } from "../support/hold.ts";
import { cards } from "../support/stripe-control.ts";
import { addByName, button, figure, searchField, ticket } from "../support/till-page.ts";
import type { Screen } from "./screen.ts";

/** One sale in parts, and what store credit pays. An account of Ada Byron has some. */
export const splitScreens: readonly Screen[] = [
  { name: "split-even", show: splitEvenly },
  { name: "split-amount", show: (page) => splitBy(page, "m") },
  { name: "split-lines", show: (page) => splitBy(page, "l") },
  { name: "tender-part", show: payPart },
  { name: "tender-taken", show: takePart },
  { name: "tender-credit-find", show: openCredit },
  { name: "tender-credit", show: findCredit },
  { name: "take-back", show: askTakeBack },
  { name: "give-up-sale", show: askGiveUp },
];

async function splitEvenly(page: Page): Promise<void> {
  await page.keyboard.press("Alt+1");
  for (const name of ["gooseneck", "sourdough"]) await addByName(page, name);
  await page.keyboard.press("F12");
  await page.keyboard.press("s");
  await button(page, "Pay this part").waitFor();
}

async function splitBy(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await button(page, "Pay this part").waitFor();
}

async function payPart(page: Page): Promise<void> {
  await page.keyboard.press("e");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^Pay a part/ }).waitFor();
}

async function takePart(page: Page): Promise<void> {
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await ticket(page).getByRole("list", { name: "Taken so far" }).waitFor();
}

async function openCredit(page: Page): Promise<void> {
  await page.keyboard.press("g");
  await page.getByText("Whose credit is it?").waitFor();
}

async function findCredit(page: Page): Promise<void> {
  await page.keyboard.type("ada");
  await page.getByRole("group", { name: "Accounts found" }).waitFor();
  await page.keyboard.press("Enter");
  await figure(page, "Can be spent").waitFor();
}

async function askTakeBack(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Delete");
  await page.getByRole("dialog").waitFor();
}

async function askGiveUp(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await button(page, "Give the sale up").click();
  await page.getByRole("dialog").waitFor();
}

/** The sale of the pictures before is given up, so that the next begins empty. */
export async function endSplit(page: Page): Promise<void> {
  await holdEnter(page);
  await searchField(page).waitFor();
}

/** While captures wait: a sale that can be voided, and a tip that is added to one of two cards. */
export const waitingScreens: readonly Screen[] = [
  { name: "card-part", show: payByTwoCards },
  { name: "sale-waiting", show: showWaiting },
  { name: "tip-two-cards", show: openTip },
  { name: "void", show: openVoid },
  { name: "refund-two-cards", show: openRefund },
];

async function payByTwoCards(page: Page, demo: Demo): Promise<void> {
  await holdFirstShare(page, demo, 2);
}

async function showWaiting(page: Page, demo: Demo): Promise<void> {
  const hands = await openHands(demo);
  await page.keyboard.press("Enter");
  await page.keyboard.press("F10");
  await readerAsks(page);
  await hands.present({ number: cards.mastercard });
  await figure(page, "Paid").getByText("64.00").waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Alt+2");
  await button(page, "Add tip").waitFor();
}

async function openTip(page: Page): Promise<void> {
  await page.keyboard.press("t");
  await page.getByRole("dialog").getByLabel("Tip").fill("5");
}

async function openVoid(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("v");
  await page.getByRole("button", { name: /^Hold to void/ }).waitFor();
}

async function openRefund(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("F7");
  await page.getByRole("dialog", { name: /^Refund/ }).waitFor();
}
