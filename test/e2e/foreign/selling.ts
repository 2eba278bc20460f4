import type { Page } from "@playwright/test";
import { scan } from "../../support/till-page.ts";
import { add, ask, dialog, press, title, type Stop } from "./stops.ts";

/** Selling, and the lists beside it. */
export const selling: readonly Stop[] = [
  {
    name: "the sale",
    go: async (page) => {
      for (const name of ["house espresso", "oat drink", "flat white"]) await add(page, name);
    },
  },
  { name: "the keys", go: (page) => press("F1")(page).then(() => dialog(page).waitFor()) },
  {
    name: "a search",
    go: async (page) => {
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "hidden" });
      await page.keyboard.type("whole bean");
      await page.locator(".result").first().waitFor();
    },
  },
  {
    name: "nothing found",
    go: async (page, say) => {
      await page.keyboard.press("Escape");
      await page.keyboard.type("99999");
      await page.getByText(say("sale.noResults")).waitFor();
    },
  },
  {
    name: "an unknown code",
    go: async (page) => {
      await page.keyboard.press("Escape");
      await scan(page, "4006381333931");
      await page.getByRole("alert").first().waitFor();
    },
  },
  ...["F4", "F5", "Alt+p", "F3"].map((key) => ({
    name: `the panel of ${key}`,
    go: async (page: Page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("combobox").waitFor();
      await page.keyboard.press(key);
      await page.locator(".place-head h1").waitFor();
    },
  })),
  { name: "variants", go: (page) => ask(page, "apron") },
  { name: "a weight", go: (page) => ask(page, "manchego") },
  { name: "a price to be typed", go: (page) => ask(page, "repair") },
  {
    name: "a removed line",
    go: async (page, say) => {
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: say("sale.clear") }).waitFor();
      await page.keyboard.press("Delete");
      await page.getByText(say("sale.undoAdvice")).waitFor();
    },
  },
  {
    name: "the parked sales",
    go: async (page, say) => {
      await page.keyboard.press("F6");
      await page.getByText(say("sale.emptyTitle")).waitFor();
      await page.keyboard.press("F6");
      await title(page, say("selling.parked")).waitFor();
    },
  },
  {
    name: "cash",
    go: async (page, say) => {
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: say("sale.clear") }).waitFor();
      await page.keyboard.press("F12");
      await title(page, say("tender.title")).waitFor();
    },
  },
  {
    name: "a split",
    go: async (page, say) => {
      await page.keyboard.press("s");
      await title(page, say("tender.splitTitle")).waitFor();
    },
  },
  {
    name: "store credit",
    go: async (page, say) => {
      await press("Escape", "F12", "g")(page);
      await title(page, say("tender.creditTitle")).waitFor();
    },
  },
  {
    name: "the change",
    go: async (page, say) => {
      await press("Escape", "F12")(page);
      await title(page, say("tender.title")).waitFor();
      await page.keyboard.type("5000");
      await page.keyboard.press("Enter");
      await page.getByText(say("change.title")).first().waitFor();
    },
  },
  { name: "the receipt", go: (page) => press("Alt+r")(page).then(() => dialog(page).waitFor()) },
];

export const lists: readonly Stop[] = [
  {
    name: "the sales",
    go: async (page) => {
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "hidden" });
      await page.keyboard.press("Alt+2");
      await page.locator(".entries .panel table").first().waitFor();
    },
  },
  {
    name: "the X report",
    go: (page) => press("Alt+3")(page).then(() => page.locator("table").first().waitFor()),
  },
  {
    name: "the readers",
    go: (page, say) => press("Alt+6")(page).then(() => title(page, say("readers.title")).waitFor()),
  },
  {
    name: "the settings",
    go: (page, say) =>
      press("Alt+s")(page).then(() => title(page, say("settings.title")).waitFor()),
  },
];
