import type { Page } from "@playwright/test";
import {
  addByName,
  button,
  figure,
  scan,
  searchField,
  searchFor,
  ticket,
} from "../support/till-page.ts";
import type { Screen } from "./screen.ts";

/** Selling, from an empty sale to its receipt, and the lists beside it. */
export const sellScreens: readonly Screen[] = [
  { name: "empty", show: () => Promise.resolve() },
  { name: "search-nothing", show: searchNothing },
  { name: "sale", documented: ["light", "dark"], show: fillSale },
  { name: "search", show: search },
  { name: "keyboard", show: touchSearch },
  { name: "not-added", show: scanUnknown },
  { name: "quantity", show: openQuantity },
  { name: "price", show: openPrice },
  { name: "discount", show: openDiscount },
  { name: "notes", show: openNotes },
  { name: "variants", show: (page) => ask(page, "apron") },
  { name: "weight", show: (page) => ask(page, "manchego") },
  { name: "price-needed", show: (page) => ask(page, "repair") },
  { name: "help", show: openHelp },
  { name: "removed", show: removeLine },
  { name: "parked", show: openParked },
  { name: "parked-name", show: nameParked },
  { name: "parked-give-up", show: giveUpParked },
  { name: "tender-missing", show: openTender },
  { name: "tender-named", show: openNamed },
  { name: "tender", documented: ["light"], show: typeCash },
  { name: "change", documented: ["light"], show: takeCash },
  { name: "receipt", show: showReceipt },
];

async function searchNothing(page: Page): Promise<void> {
  await page.keyboard.type("hovercraft");
  await page.getByText("No item has all these words").waitFor();
}

async function fillSale(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  const names = ["house espresso", "oat drink", "flat white", "sourdough", "butter croissant"];
  for (const name of names) await addByName(page, name);
  await page.keyboard.press("F4");
  await page.keyboard.press("2");
  await page.keyboard.press("Enter");
  await ticket(page).getByText("6 items").waitFor();
  await button(page, "Pay").waitFor();
}

async function search(page: Page): Promise<void> {
  await page.keyboard.type("whole bean");
  await page.getByRole("listbox", { name: "Results" }).waitFor();
}

/** The till's own keyboard, for a finger. */
async function touchSearch(page: Page): Promise<void> {
  await searchField(page).tap();
  await page.getByRole("region", { name: "Keyboard" }).waitFor();
}

async function scanUnknown(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("region", { name: "Keyboard" }).waitFor({ state: "hidden" });
  await scan(page, "4006381333931");
  await ticket(page).getByRole("alert").waitFor();
}

async function openQuantity(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("F4");
  await page.keyboard.press("3");
  await button(page, "Set quantity").waitFor();
}

async function openPrice(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+p");
  await page.keyboard.type("199");
  await button(page, "Set price").waitFor();
}

async function openDiscount(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("F5");
  await page.keyboard.type("10");
  await button(page, "Give").waitFor();
}

async function openNotes(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("F3");
  await page.getByRole("heading", { name: "Notes and customer" }).waitFor();
}

async function ask(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Escape");
  await button(page, "Pay").waitFor();
  await searchFor(page, name);
  await page.getByRole("listbox", { name: "Results" }).waitFor();
  await page.keyboard.press("Enter");
  await button(page, "Back").waitFor();
}

async function openHelp(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await button(page, "Pay").waitFor();
  await page.keyboard.press("F1");
  await page.getByRole("dialog", { name: "Keys on this screen" }).waitFor();
}

async function removeLine(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Keys on this screen" }).waitFor({ state: "hidden" });
  await page.keyboard.press("Delete");
  await page.getByText("Removed: Butter croissant").waitFor();
}

/** Two parked sales, looked at before one is taken up. */
async function openParked(page: Page): Promise<void> {
  await page.keyboard.press("F6");
  await ticket(page).getByText("Ready for the next").waitFor();
  await addByName(page, "cinnamon bun");
  await page.keyboard.press("F6");
  await ticket(page).getByText("Ready for the next").waitFor();
  await page.keyboard.press("F6");
  await page.getByRole("heading", { name: "Parked" }).waitFor();
}

async function nameParked(page: Page): Promise<void> {
  await page.keyboard.press("n");
  await page.getByRole("dialog").getByRole("textbox").fill("red bag");
}

async function giveUpParked(page: Page): Promise<void> {
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: /^Hold to give up/ }).waitFor();
}

async function openTender(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("Enter");
  await button(page, "Pay").waitFor();
  await page.keyboard.press("F4");
  await page.keyboard.press("3");
  await page.keyboard.press("Enter");
  await ticket(page).getByText("3 items").waitFor();
  await button(page, "Pay").waitFor();
  await page.keyboard.press("F12");
  await page.keyboard.type("100");
  await figure(page, "Still missing").waitFor();
}

/** The shop's own tender, for a part of the sale. */
async function openNamed(page: Page): Promise<void> {
  await page.keyboard.press("v");
  await page.keyboard.type("1500");
  await figure(page, "Amount").getByText("15.00").waitFor();
}

async function typeCash(page: Page): Promise<void> {
  // From the tender to cash, and from there to the sale.
  for (const key of ["Escape", "Escape"]) await page.keyboard.press(key);
  await button(page, "Pay").waitFor();
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
