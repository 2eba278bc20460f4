import type { Page } from "@playwright/test";
import { judge } from "../support/axe.ts";
import { addByName, figure } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

async function sellFlatWhite(page: Page): Promise<void> {
  await addByName(page, "flat white");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Give back")).toHaveText("0.00");
}

const opened = (page: Page) => page.getByRole("dialog", { name: /^What makes it/ });
const taken = (page: Page) =>
  page.getByRole("table", { name: "By tender" }).getByRole("button", { name: /^Taken, 3\.60/ });

test.describe("explain this number", () => {
  test("P7, C9: Enter on a figure lists its entries, Esc leads back to it", async ({
    till: { page },
  }) => {
    await sellFlatWhite(page);
    await page.keyboard.press("Alt+3");
    await taken(page).focus();
    await page.keyboard.press("Enter");
    await expect(opened(page)).toContainText("Receipt 1");
    await expect(opened(page)).toContainText("1 entry makes");
    await expect(opened(page).getByRole("status")).toContainText("it is what the report says");
    await judge(page, "the entries behind a figure");
    await page.keyboard.press("Escape");
    await expect(opened(page)).toBeHidden();
    await expect(taken(page)).toBeFocused();

    await taken(page).click();
    await opened(page).getByRole("button", { name: "Receipt 1" }).click();
    await expect(page.getByRole("region", { name: "In the ledger" })).toBeVisible();
    await expect(opened(page)).toBeHidden();
  });
});
