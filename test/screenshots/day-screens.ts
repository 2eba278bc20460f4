import type { Page } from "@playwright/test";
import { button } from "../support/till-page.ts";
import { openPeople } from "./office-screens.ts";
import type { Screen } from "./screen.ts";

/** The day's end: the drawer, its count, the Z, and the next day's beginning. */
export const dayScreens: readonly Screen[] = [
  { name: "drawer", show: openDrawer },
  { name: "no-sale", show: openNoSale },
  { name: "cash-out", show: openCashOut },
  { name: "approval", show: askManager },
  { name: "wrong-pin", show: typeWrongPin },
  { name: "count", show: openCount },
  { name: "comparison", show: submitCount },
  { name: "lock", show: lock },
  { name: "z", documented: ["light"], show: closeDay },
  { name: "z-reports", show: openZReports },
  { name: "explained", show: explainTaken },
  { name: "people", show: openPeopleAfter },
  { name: "drawer-closed", show: openDrawer },
  { name: "session-refused", show: sellClosed },
];

const approval = (page: Page) => page.getByRole("dialog", { name: "Manager approval" });

async function openDrawer(page: Page): Promise<void> {
  await page.keyboard.press("Alt+4");
  await page.getByRole("heading", { level: 1 }).filter({ hasText: "rawer" }).first().waitFor();
}

async function openNoSale(page: Page): Promise<void> {
  await button(page, "No sale").click();
  await page.getByLabel("Reason").fill("change for the bakery");
}

async function openCashOut(page: Page): Promise<void> {
  await button(page, "Back").click();
  await button(page, "Cash out").click();
  await page.getByLabel("Amount").fill("20");
  await page.getByLabel("Reason").fill("stamps");
}

async function askManager(page: Page): Promise<void> {
  await button(page, "Move cash").click();
  await approval(page).waitFor();
}

async function typeWrongPin(page: Page): Promise<void> {
  await approval(page).getByLabel("PIN", { exact: true }).fill("9999");
  await page.keyboard.press("Enter");
  await approval(page).getByRole("alert").waitFor();
}

async function fillCount(page: Page): Promise<void> {
  await button(page, "Count and close").click();
  const fields = page.getByRole("textbox", { name: /^How many/ });
  for (const field of await fields.all()) await field.fill("0");
  await page.getByRole("textbox", { name: "How many: 50.00", exact: true }).fill("3");
}

async function openCount(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await approval(page).waitFor({ state: "hidden" });
  await button(page, "Back").click();
  await fillCount(page);
}

async function submitCount(page: Page): Promise<void> {
  await button(page, "Submit count").click();
  await page.getByRole("table", { name: "Compared with the ledger" }).waitFor();
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press("F8");
  await page.getByRole("heading", { name: "The till is locked" }).waitFor();
}

/** The manager closes the day, and has seen it add up again. */
async function closeDay(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Jonas/ }).click();
  await page.getByLabel("PIN", { exact: true }).fill("2222");
  await page.keyboard.press("Enter");
  // What was counted before the lock is there still.
  await page.getByRole("table", { name: "Compared with the ledger" }).waitFor();
  await button(page, "Close the day, Z 1").click();
  await page.getByRole("region", { name: "Z 1", exact: true }).waitFor();
}

async function openZReports(page: Page): Promise<void> {
  await button(page, "Add up again").click();
  await page.getByRole("region", { name: "Z 1", exact: true }).getByRole("status").waitFor();
}

async function explainTaken(page: Page): Promise<void> {
  const tenders = page.getByRole("table", { name: "By tender" });
  await tenders.getByRole("button", { name: /^Taken/ }).click();
  await page.getByRole("dialog", { name: /^What makes it/ }).waitFor();
}

async function openPeopleAfter(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: /^What makes it/ }).waitFor({ state: "hidden" });
  await openPeople(page);
}

async function sellClosed(page: Page): Promise<void> {
  await page.keyboard.press("Alt+1");
  await button(page, "Pay").waitFor();
  await page.keyboard.press("F9");
  await page.getByRole("heading", { name: "Pay by cash" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("The drawer is closed").waitFor();
}
