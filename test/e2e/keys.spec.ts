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

test("a finger opens the help on every screen that has the bar", async ({ till: { page } }) => {
  await page.getByRole("banner").getByRole("button", { name: "Keys on this screen" }).click();
  await expect(page.getByRole("dialog", { name: "Keys on this screen" })).toBeVisible();
  await page.getByRole("button", { name: /^Close/ }).click();
  await page.keyboard.press("Alt+2");
  await page.getByRole("banner").getByRole("button", { name: "Keys on this screen" }).click();
  await expect(page.getByRole("dialog", { name: "Keys on this screen" })).toBeVisible();
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

/** The settings' part that chooses keys. */
async function openKeys(page: Page): Promise<Locator> {
  await page.keyboard.press("Alt+s");
  return page.getByRole("region", { name: "Keys", exact: true });
}

test("Pay moves to another key: it sells, caps and readers say so", async ({ till: { page } }) => {
  const keys = await openKeys(page);
  await keys.getByRole("button", { name: "Pay" }).click();
  await page.keyboard.press("Alt+j");
  await expect(keys.getByRole("status")).toHaveText("Pay is on Alt J now.");
  await judge(page, "the keys");
  await page.reload();
  await expect(searchField(page)).toBeFocused();
  await addByName(page, "flat white");
  const pay = page.locator("button.primary");
  await expect(pay).toHaveAttribute("aria-keyshortcuts", "Alt+J");
  await expect(pay.locator("kbd")).toHaveAttribute("data-key", "Alt J");
  await expect(helpOf(await openHelp(page), "Alt J")).toHaveText("Pay");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("F12");
  await expect(pay).toHaveAttribute("aria-keyshortcuts", "Alt+J");
  await page.keyboard.press("Alt+j");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Give back")).toHaveText("0.00");
});

test("a key that another action has is refused by its name; a reset brings all back", async ({
  till: { page },
}) => {
  const keys = await openKeys(page);
  const pay = keys.getByRole("button", { name: "Pay" });
  const tryKey = async (key: string, said: string) => {
    await pay.click();
    await page.keyboard.press(key);
    await expect(keys.getByRole("status")).toHaveText(said);
  };
  await tryKey("F4", "F4 stays with Quantity: Pay was not changed.");
  await tryKey("Alt+p", "Alt P stays with Price: Pay was not changed.");
  await tryKey("x", "X cannot be chosen: Pay was not changed.");
  await expect(pay.locator("kbd")).toHaveAttribute("data-key", "F12");
  await tryKey("Alt+j", "Pay is on Alt J now.");
  await expect(pay.locator("kbd")).toHaveAttribute("data-key", "Alt J");
  await keys.getByRole("button", { name: "The house’s keys again" }).click();
  await expect(pay.locator("kbd")).toHaveAttribute("data-key", "F12");
});
