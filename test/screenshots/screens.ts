import type { Page } from "@playwright/test";
import { addByName, button, figure, ticket } from "../support/till-page.ts";
import { cardScreens } from "./card-screens.ts";
import type { Screen } from "./screen.ts";

export const screens: readonly Screen[] = [
  { name: "empty", isDocumented: false, show: () => Promise.resolve() },
  { name: "sale", isDocumented: true, show: fillSale },
  { name: "search", isDocumented: false, show: search },
  { name: "not-added", isDocumented: false, show: scanUnknown },
  { name: "quantity", isDocumented: false, show: openQuantity },
  { name: "discount", isDocumented: false, show: openDiscount },
  { name: "tender", isDocumented: true, show: openTender },
  { name: "change", isDocumented: true, show: takeCash },
  { name: "receipt", isDocumented: true, show: showReceipt },
  { name: "sales", isDocumented: true, show: listSales },
  { name: "x-report", isDocumented: true, show: openReport },
  { name: "readers", isDocumented: false, show: openReaders },
  ...cardScreens,
];

async function openReaders(page: Page): Promise<void> {
  await page.keyboard.press("Alt+6");
  await page.getByRole("list", { name: "Readers" }).waitFor();
}

async function fillSale(page: Page): Promise<void> {
  for (const name of [
    "house espresso",
    "oat drink",
    "flat white",
    "sourdough",
    "butter croissant",
  ]) {
    await addByName(page, name);
  }
  await page.keyboard.press("F4");
  await page.keyboard.press("2");
  await page.keyboard.press("Enter");
  await ticket(page).getByText("6 items").waitFor();
}

async function search(page: Page): Promise<void> {
  await page.keyboard.type("whole bean");
  await page.getByRole("listbox", { name: "Results" }).waitFor();
}

async function scanUnknown(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.type("4006381333931");
  await page.keyboard.press("Enter");
  await ticket(page).getByRole("alert").waitFor();
}

async function openQuantity(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("F4");
  await page.keyboard.press("3");
  await button(page, "Set quantity").waitFor();
}

async function openDiscount(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("F5");
  await page.keyboard.type("10");
  await button(page, "Give").waitFor();
}

async function openTender(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("F12");
  await page.keyboard.type("5000");
  await figure(page, "Cash given").getByText("50.00").waitFor();
}

async function takeCash(page: Page): Promise<void> {
  await page.keyboard.press("Enter");
  await figure(page, "Give back").waitFor();
}

async function showReceipt(page: Page): Promise<void> {
  await page.keyboard.press("Alt+r");
  await page.getByRole("dialog", { name: "Receipt" }).waitFor();
}

async function listSales(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Receipt" }).waitFor({ state: "hidden" });
  await page.keyboard.press("Alt+2");
  await page.getByRole("region", { name: "In the ledger" }).waitFor();
}

async function openReport(page: Page): Promise<void> {
  await page.keyboard.press("Alt+3");
  await page.getByRole("table", { name: "By tender" }).waitFor();
}
