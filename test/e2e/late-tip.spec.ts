import { judge } from "../support/axe.ts";
import { sellWithHold } from "../support/card-page.ts";
import { button } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.use({ contextOptions: { reducedMotion: "reduce" }, voidWindowMs: 600_000 });

test("a tip on the slip is added by keyboard, once, to a capture that waits", async ({
  till: { page, demo },
}) => {
  await sellWithHold(page, demo);
  await expect(button(page, "Add tip")).toBeVisible();
  await page.keyboard.press("t");
  const dialog = page.getByRole("dialog", { name: "Tip on receipt 2-1" });
  await expect(dialog.getByLabel("Tip")).toBeFocused();
  await expect(dialog.getByRole("button", { name: /Add tip/ })).toBeDisabled();
  await page.keyboard.type("60");
  await expect(dialog).toContainText("More than the most");
  await dialog.getByLabel("Tip").fill("");
  await page.keyboard.type("0,50");
  await expect(dialog).toContainText("4.10");
  await judge(page, "a tip on the slip");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Tip of 0.50 is charged with the card")).toBeVisible();
  await expect(button(page, "Add tip")).toBeHidden();
  await judge(page, "a sale whose tip waits");
});
