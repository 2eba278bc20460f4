import type { Page } from "@playwright/test";
import type { Demo } from "../../support/demo.ts";
import { searchFor } from "../../support/till-page.ts";

export type Say = (key: string) => string;

/** One screen of a till that speaks any language: how to get there, by keys and by its own words. */
export type Stop = Readonly<{
  name: string;
  go: (page: Page, say: Say, demo: Demo) => Promise<unknown>;
}>;

export const press =
  (...keys: readonly string[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key);
  };
export const title = (page: Page, text: string) =>
  page.getByRole("heading", { name: text }).first();
export const region = (page: Page, text: string) =>
  page.getByRole("main", { name: text, exact: true });
export const dialog = (page: Page) => page.getByRole("dialog").last();

export async function add(page: Page, name: string): Promise<void> {
  // The screen of the sale before may still be leaving.
  await page.getByRole("combobox").waitFor();
  const before = await page.locator(".ticket .line").count();
  await searchFor(page, name);
  await page.locator(".result").first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".ticket .line").nth(before).waitFor();
}

export async function backToSale(page: Page, say: Say): Promise<void> {
  await press("Escape", "Alt+1")(page);
  await page.getByRole("button", { name: say("sale.clear") }).waitFor();
}

export async function ask(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("combobox").waitFor();
  await searchFor(page, name);
  await page.locator(".result").first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".place-head h1").waitFor();
}
