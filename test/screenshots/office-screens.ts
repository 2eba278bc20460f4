import type { Page } from "@playwright/test";
import { readerAsks, untilReaderReady } from "../support/card-page.ts";
import { holdEnter } from "../support/hold.ts";
import { addByName, button, searchField } from "../support/till-page.ts";
import type { Screen } from "./screen.ts";

/** What was sold, how the till is set, and who may do what: as a clerk sees it. */
export const officeScreens: readonly Screen[] = [
  { name: "sales", show: listSales },
  { name: "correction", show: openCorrection },
  { name: "refund-credit", show: refundToCredit },
  { name: "refund-lines", show: refundLines },
  { name: "exchange-lines", show: chooseExchange },
  { name: "exchange", show: beginExchange },
  { name: "exchange-finish", show: finishExchange },
  { name: "find-none", show: findNone },
  { name: "find-elsewhere", show: findElsewhere },
  { name: "look-up-none", show: lookUpNone },
  { name: "return", show: openReturn },
  { name: "x-report", show: openReport },
  { name: "readers", show: openReaders },
  { name: "settings", show: openSettings },
  { name: "people-clerk", show: openPeople },
  { name: "credit", show: openAccounts },
  { name: "credit-none-found", show: findNobody },
  { name: "credit-top-up", show: topUp },
  { name: "credit-account", show: showAccount },
  { name: "credit-top-up-card", show: topUpByCard },
  { name: "credit-card-waiting", show: chargeTopUp },
  { name: "credit-card-cancelled", show: cancelTopUp },
  { name: "holds", show: openHolds },
];

async function listSales(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Receipt" }).waitFor({ state: "hidden" });
  await page.keyboard.press("Alt+2");
  await page.getByRole("region", { name: "In the ledger" }).waitFor();
}

const dialog = (page: Page) => page.getByRole("dialog");

async function leaveDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
}

async function openCorrection(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^Correct entry/ })
    .first()
    .click();
  await dialog(page).getByLabel("Belongs on").waitFor();
}

async function refundToCredit(page: Page): Promise<void> {
  await leaveDialog(page);
  await page.keyboard.press("F7");
  await dialog(page).getByRole("button", { name: "To store credit" }).click();
  await dialog(page).getByLabel("Customer").fill("Ada Byron");
  await dialog(page).getByText("A new account opens in this name.").waitFor();
}

async function refundLines(page: Page): Promise<void> {
  await dialog(page).getByRole("button", { name: "In cash" }).click();
  await dialog(page).getByRole("button", { name: "Lines" }).click();
  await dialog(page)
    .getByRole("textbox", { name: /^How many come back/ })
    .first()
    .waitFor();
}

async function chooseExchange(page: Page): Promise<void> {
  await leaveDialog(page);
  await page.keyboard.press("e");
  await page.getByRole("dialog", { name: "What comes back?" }).waitFor();
}

async function beginExchange(page: Page): Promise<void> {
  await button(page, "Choose the new goods").click();
  await page.getByText("Add what goes out instead.").waitFor();
}

async function finishExchange(page: Page): Promise<void> {
  await addByName(page, "sourdough");
  await page.keyboard.press("Alt+x");
  await page.getByRole("button", { name: /^Hold to exchange/ }).waitFor();
}

/** The exchange of the picture before is given up: its goods stay with the customer. */
async function findNone(page: Page): Promise<void> {
  await leaveDialog(page);
  await page.keyboard.press("Control+Delete");
  await page.keyboard.press("Alt+u");
  await page.keyboard.press("Alt+2");
  await page.getByRole("region", { name: "In the ledger" }).waitFor();
  // Typed at a scanner's pace it would be one, with the Enter of the picture after the next.
  await page.getByRole("textbox", { name: /^Receipt, amount/ }).fill("nobody at all");
  await page.getByText("No sale fits").waitFor();
}

async function findElsewhere(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: /^Receipt, amount/ }).fill("3-17");
  await button(page, "Look at the other tills").waitFor();
}

async function lookUpNone(page: Page): Promise<void> {
  await page.keyboard.press("Enter");
  await page.getByText("No till knows receipt 3-17").waitFor();
}

async function openReturn(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await searchField(page).waitFor();
  await page.keyboard.press("Alt+2");
  await page.getByRole("region", { name: "In the ledger" }).waitFor();
  await page.keyboard.press("n");
  await dialog(page).getByLabel("Worth").fill("12.50");
  await dialog(page).getByLabel("Customer").fill("Ada Byron");
}

async function openReport(page: Page): Promise<void> {
  await leaveDialog(page);
  await page.keyboard.press("Alt+3");
  await page.getByRole("table", { name: "By tender" }).waitFor();
}

async function openReaders(page: Page): Promise<void> {
  await page.keyboard.press("Alt+6");
  await page.getByRole("list", { name: "Readers" }).waitFor();
}

async function openSettings(page: Page): Promise<void> {
  await page.keyboard.press("Alt+s");
  await page.getByRole("heading", { name: "This screen" }).waitFor();
}

export async function openPeople(page: Page): Promise<void> {
  await page.keyboard.press("Alt+5");
  await page.getByRole("heading", { name: "People" }).waitFor();
}

async function openAccounts(page: Page): Promise<void> {
  await page.keyboard.press("Alt+g");
  await page.getByText("Whose credit is it?").waitFor();
}

async function findNobody(page: Page): Promise<void> {
  await page.keyboard.type("Ada Byron");
  await button(page, "Open an account").waitFor();
}

async function topUp(page: Page): Promise<void> {
  await page.keyboard.press("Alt+n");
  await button(page, "Top up").waitFor();
  await page.keyboard.press("Alt+t");
  await dialog(page).getByLabel("Amount").fill("20");
  await dialog(page).getByRole("button", { name: "Another way" }).click();
  await dialog(page).getByLabel("Which way").fill("Bank transfer");
}

async function showAccount(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Hold to top up/ }).focus();
  await holdEnter(page);
  await page.getByRole("table", { name: "What moved it" }).waitFor();
  await page.getByText("All tills").waitFor();
}

async function topUpByCard(page: Page): Promise<void> {
  await untilReaderReady(page);
  await page.keyboard.press("Alt+t");
  await dialog(page).getByLabel("Amount").fill("15");
  await dialog(page).getByRole("button", { name: "Card", exact: true }).click();
}

async function chargeTopUp(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Hold to charge/ }).focus();
  await holdEnter(page);
  await readerAsks(page);
}

async function cancelTopUp(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByText("Nothing was added.").waitFor();
}

/** The card of the picture before is laid down. */
async function openHolds(page: Page): Promise<void> {
  await page.keyboard.press("Enter");
  await page.getByRole("table", { name: "What moved it" }).waitFor();
  await page.keyboard.press("Alt+h");
  await page.getByText("Nothing is held").waitFor();
}
