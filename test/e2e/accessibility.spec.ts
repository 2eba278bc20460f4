import { judge } from "../support/axe.ts";
import { addByName, button, figure } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    // Without movement each screen stands still while it is judged.
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("on the sale: empty, searching, sold, quantity, discount", async ({ till: { page } }) => {
      await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
      await judge(page, "the empty sale");
      await page.keyboard.type("espresso");
      await expect(page.getByRole("listbox", { name: "Results" })).toBeVisible();
      await judge(page, "the search");
      await page.keyboard.press("Escape");
      await addByName(page, "flat white");
      await addByName(page, "butter croissant");
      await judge(page, "a sale with lines");
      await page.keyboard.press("Delete");
      await expect(page.getByText("Removed: Butter croissant")).toBeVisible();
      await judge(page, "a line taken away");
      await page.keyboard.press("F4");
      await expect(button(page, "Set quantity")).toBeVisible();
      await judge(page, "the quantity");
      await page.keyboard.press("Escape");
      await page.keyboard.press("F5");
      await expect(button(page, "Give")).toBeVisible();
      await judge(page, "the discount");
    });

    test("on tender, change, receipt, sales and X", async ({ till: { page } }) => {
      await addByName(page, "flat white");
      await page.keyboard.press("F12");
      await page.keyboard.type("300");
      await expect(figure(page, "Still missing")).toHaveText("0.60");
      await judge(page, "the tender, cash missing");
      await page.keyboard.press("F9");
      await page.keyboard.press("Enter");
      await expect(figure(page, "Give back")).toHaveText("0.00");
      await judge(page, "the change");
      await page.keyboard.press("Alt+r");
      await expect(page.getByRole("dialog", { name: "Receipt" })).toBeVisible();
      await judge(page, "the receipt");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Alt+2");
      await expect(page.getByRole("region", { name: "In the ledger" })).toBeVisible();
      await judge(page, "the sales");
      await page.keyboard.press("Alt+3");
      await expect(page.getByRole("table", { name: "By tender" })).toBeVisible();
      await judge(page, "the X report");
      await page.keyboard.press("Alt+6");
      await expect(page.getByRole("list", { name: "Readers" })).toBeVisible();
      await judge(page, "the readers");
    });
  });
}
