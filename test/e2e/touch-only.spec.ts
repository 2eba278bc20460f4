import type { Locator, Page } from "@playwright/test";
import { judge } from "../support/axe.ts";
import { jonas } from "../support/people.ts";
import { button, figure, lines, searchField, ticket } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.use({ hasTouch: true, contextOptions: { reducedMotion: "reduce" } });

const keyboard = (page: Page) => page.getByRole("region", { name: "Keyboard" });

/** Letter by letter on the screen's own keyboard. */
async function tapOut(page: Page, text: string): Promise<void> {
  for (const sign of text) {
    const name = sign === " " ? "Space" : sign;
    await keyboard(page).getByRole("button", { name, exact: true }).tap();
  }
}

const tapKey = (page: Page, name: string) =>
  keyboard(page).getByRole("button", { name, exact: true }).first().tap();

async function isOver(keys: Locator, field: Locator): Promise<boolean> {
  const [above, below] = await Promise.all([field.boundingBox(), keys.boundingBox()]);
  return above !== null && below !== null && above.y + above.height <= below.y;
}

test("a finger alone finds an article, notes a customer's wish, and pays in cash", async ({
  till: { page },
}) => {
  await searchField(page).tap();
  await expect(keyboard(page)).toBeVisible();
  await tapOut(page, "flat w");
  await expect(searchField(page)).toHaveValue("flat w");
  await judge(page, "the screen's keyboard");
  await page
    .getByRole("option", { name: /Flat white/ })
    .first()
    .tap();
  await expect(lines(page)).toContainText(["Flat white"]);
  await expect(keyboard(page)).toBeHidden();

  await button(page, "Notes").tap();
  const note = page.getByRole("textbox", { name: "Note on Flat white" });
  await note.tap();
  await tapKey(page, "Shift");
  await tapOut(page, "O");
  await tapOut(page, "at, ");
  await tapOut(page, "nb");
  await tapKey(page, "Delete");
  await tapOut(page, "ot hot");
  await expect(note).toHaveValue("Oat, not hot");
  await tapKey(page, "Hide the keyboard");
  await expect(keyboard(page)).toBeHidden();
  await button(page, "Keep").tap();
  await expect(ticket(page)).toContainText("Oat, not hot");

  await button(page, "Pay").tap();
  await page.getByRole("group", { name: "Amounts given" }).getByRole("button").first().tap();
  await button(page, "Take cash").tap();
  await expect(figure(page, "Paid")).toHaveText("3.60");
});

test("cash goes out by touch: an amount on figures, a reason on letters, and neither is covered", async ({
  till: { page },
}) => {
  await button(page, "Sales").tap();
  await page.getByRole("button", { name: "Drawer", exact: true }).tap();
  await button(page, "Cash out").tap();
  const amount = page.getByLabel("Amount");
  await amount.tap();
  await expect(keyboard(page).getByRole("button", { name: "00" })).toBeVisible();
  expect(await isOver(keyboard(page), amount)).toBe(true);
  await tapOut(page, "20.50");
  await judge(page, "the screen's keyboard for figures");
  const reason = page.getByLabel("Reason");
  await reason.tap();
  await expect(keyboard(page).getByRole("button", { name: "q", exact: true })).toBeVisible();
  await expect.poll(() => isOver(keyboard(page), reason)).toBe(true);
  await tapOut(page, "stamps");
  await tapKey(page, "Enter");
  const approval = page.getByRole("dialog", { name: "Manager approval" });
  await approval.getByLabel("PIN", { exact: true }).tap();
  await tapOut(page, jonas.pin);
  await judge(page, "a manager's PIN on the screen's keyboard");
  await tapKey(page, "Enter");
  await expect(approval).toBeHidden();
  await expect(page.getByRole("form", { name: "Cash out" })).toBeHidden();
});

test("in a dialog a key is no press beside it, and a real key puts the keyboard away", async ({
  till: { page },
}) => {
  await button(page, "Sales").tap();
  await button(page, "No receipt").tap();
  const dialog = page.getByRole("dialog", { name: "Return without a receipt" });
  await dialog.getByLabel("Worth").tap();
  await tapOut(page, "12.50");
  await expect(dialog.getByLabel("Worth")).toHaveValue("12.50");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(keyboard(page)).toBeHidden();
  await expect(dialog).toBeVisible();
});
