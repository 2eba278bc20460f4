import type { Locator, Page } from "@playwright/test";
import { judge } from "../support/axe.ts";
import { addByName, figure, searchField } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

/** The help over the present screen, just opened. */
async function openHelp(page: Page): Promise<Locator> {
  await page.keyboard.press("F1");
  const help = page.getByRole("dialog", { name: "Keys on this screen" });
  await expect(help.getByRole("textbox", { name: "Find a key" })).toBeFocused();
  return help;
}

/** What the help says of a key. */
function helpOf(help: Locator, key: string): Locator {
  const row = help
    .locator("dl > div")
    .filter({ has: help.page().locator(`kbd:text-is("${key}")`) });
  return row.locator("dt");
}

test("F1 names the keys of the screen, finds one by its name, and Esc closes it", async ({
  till: { page },
}) => {
  await addByName(page, "flat white");
  const help = await openHelp(page);
  await expect(helpOf(help, "F12")).toHaveText("Pay");
  await expect(helpOf(help, "F2")).toHaveText("Search");
  await expect(helpOf(help, "Alt 2")).toHaveText("Sales");
  await page.keyboard.type("disc");
  await expect(help.locator("dt")).toHaveText(["Discount"]);
  await page.keyboard.type("zzz");
  await expect(help.getByRole("status")).toHaveText("No key on this screen does that.");
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("F12");
  await expect(page.getByRole("heading", { name: "Pay" })).toBeVisible();
});

test("the help lists what each screen binds and nothing else", async ({ till: { page } }) => {
  await addByName(page, "flat white");
  await page.keyboard.press("F12");
  const tender = await openHelp(page);
  await expect(helpOf(tender, "F9")).toHaveText("Cash, exact");
  await expect(helpOf(tender, "0 – 9")).toHaveText("Type a number");
  await expect(helpOf(tender, "F12")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(tender).toBeHidden();
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Give back")).toHaveText("0.00");
  for (const key of ["Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6", "Alt+s", "Alt+1"]) {
    await page.keyboard.press(key);
    const help = await openHelp(page);
    await expect(helpOf(help, "F8"), key).toHaveText("Lock the till");
    await expect(help.getByText("Works on this screen"), key).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(help).toBeHidden();
  }
});

test("nothing reaches the till while the help lies over it", async ({ till: { page } }) => {
  await addByName(page, "flat white");
  const help = await openHelp(page);
  await page.keyboard.press("F9");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await expect(searchField(page)).toBeVisible();
  await expect(page.getByRole("list", { name: "Sale" }).getByRole("listitem")).toHaveCount(1);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("in the help", async ({ till: { page } }) => {
      await openHelp(page);
      await judge(page, "the help");
    });
  });
}
