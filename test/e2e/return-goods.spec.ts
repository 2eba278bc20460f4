import { judge } from "../support/axe.ts";
import { holdAndApprove, holdPointer } from "../support/hold.ts";
import { addByName, button, completedSale, figure } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("goods without a receipt become store credit on a manager's yes, and pay the next sale", async ({
  till: { page },
}) => {
  await page.keyboard.press("Alt+2");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Return without a receipt" });
  await dialog.getByLabel("Customer").fill("Ada Byron");
  await dialog.getByLabel("Worth").fill("12.50");
  await expect(dialog).toContainText("A new account opens in this name.");
  await judge(page, "a return without a receipt");
  await dialog.getByRole("button", { name: /^Hold to give credit/ }).focus();
  await holdAndApprove(page);
  const done = page.getByRole("dialog", { name: "Credit given" });
  await expect(done).toContainText("12.50");
  await judge(page, "credit given");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  await addByName(page, "flat white");
  await page.keyboard.press("F12");
  await page.keyboard.press("g");
  await page.keyboard.type("ada");
  await expect(page.getByRole("group", { name: "Accounts found" })).toContainText("Ada Byron");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Can be spent")).toHaveText("12.50");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText("3.60");
});

test("a cash sale is refunded by touch, reprinted as COPY, and letters in the search stay text", async ({
  till: { page },
}) => {
  await addByName(page, "flat white");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText("3.60");
  await button(page, "Sales").click();
  await expect(completedSale(page, "2-1", "3.60")).toBeVisible();
  await page.keyboard.press("F2");
  await page.keyboard.type("npv");
  await expect(page.getByRole("textbox", { name: /^Receipt, amount/ })).toHaveValue("npv");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("textbox", { name: /^Receipt, amount/ }).fill("");
  await button(page, "Reprint").click();
  await expect(page.getByRole("dialog", { name: "Receipt" })).toContainText("COPY 1");
  await judge(page, "a copy");
  await page.getByRole("button", { name: /^Close/ }).click();
  await button(page, "Reprint").click();
  await expect(page.getByRole("dialog", { name: "Receipt" })).toContainText("COPY 2");
  await page.getByRole("button", { name: /^Close/ }).click();

  await button(page, "Refund").click();
  await holdPointer(page, /Hold to refund/);
  await expect(button(page, "Refund")).toBeDisabled();
});
