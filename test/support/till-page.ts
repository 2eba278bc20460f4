import type { Locator, Page } from "@playwright/test";

/** The till's page by what people call its parts; shared by the browser tests and the pictures. */
export function searchField(page: Page): Locator {
  return page.getByRole("combobox", { name: "Search or scan" });
}

export function ticket(page: Page): Locator {
  return page.getByRole("region", { name: "Sale", exact: true });
}

/** The lines of the ticket. */
export function lines(page: Page): Locator {
  return ticket(page).getByRole("list", { name: "Sale" }).getByRole("listitem");
}

/** A figure that the screen announces under this name: "Total", "Cash given", "Give back". */
export function figure(page: Page, name: string): Locator {
  return page.getByRole("status", { name, exact: true });
}

/** A button, whatever figures, keys and counts it shows beside its name. */
export function button(page: Page, name: string): Locator {
  return page.getByRole("button", { name: new RegExp(`^${name}\\b`) });
}

/** Chooses from the list that opens under a field. */
export async function choose(page: Page, field: string, name: string): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`\\b${field}$`) }).click();
  await page.getByRole("option", { name, exact: true }).click();
  await page.getByRole("listbox").waitFor({ state: "hidden" });
}

/** A row in the list of completed sales. */
export function completedSale(page: Page, receiptNumber: string, total: string): Locator {
  const rows = page.getByRole("listbox", { name: "Completed sales" }).getByRole("option");
  return rows.filter({ hasText: receiptNumber }).filter({ hasText: total });
}

/**
 * Types into the search and waits for the answer to all of it. With an Enter any sooner, what a busy
 * machine types in fits and starts may look like a scanner's code.
 */
export async function searchFor(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.locator(`[data-answers="${text}"]`).waitFor();
}

/** Types a name into the search and takes the first match, which must be a new line. */
export async function addByName(page: Page, name: string): Promise<void> {
  // The screen of the sale before may still be leaving.
  await searchField(page).waitFor();
  const before = await lines(page).count();
  await searchFor(page, name);
  await page.getByRole("listbox", { name: "Results" }).waitFor();
  await page.keyboard.press("Enter");
  await lines(page).nth(before).waitFor();
}

/** Types a code and its Enter as a scanner does: no key waits for what the one before did. */
export async function scan(page: Page, code: string): Promise<void> {
  await Promise.all([...Array.from(code), "Enter"].map((key) => page.keyboard.press(key)));
}
