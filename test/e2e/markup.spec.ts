import { addByName, figure, ticket } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

const markup = '<img src=x onerror="document.title=1"><b>bold</b>';

test("B14: markup in notes, names and labels is text on every screen, and no policy is broken", async ({
  till: { page },
}) => {
  const violations: string[] = [];
  await page.exposeFunction("tellViolation", (directive: string) => violations.push(directive));
  await page.evaluate(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => {
      (globalThis as unknown as { tellViolation: (of: string) => void }).tellViolation(
        violatedDirective,
      );
    });
  });
  await addByName(page, "flat white");
  await page.keyboard.press("F3");
  await page.getByLabel("Note on the sale").fill(markup);
  await page.getByLabel("Note on Flat white").fill(markup);
  await page.getByLabel("Customer's name").fill(markup);
  await page.keyboard.press("Enter");
  await expect(ticket(page).getByText(markup)).toHaveCount(3);
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await figure(page, "Give back").waitFor();
  await page.keyboard.press("Alt+r");
  const receipt = page.getByRole("dialog", { name: "Receipt" });
  await receipt.waitFor();
  await page.keyboard.press("Escape");
  await receipt.waitFor({ state: "hidden" });
  await page.keyboard.press("Alt+2");
  await page.getByRole("listbox", { name: "Completed sales" }).waitFor();
  expect(await page.locator("img[src=x]").count()).toBe(0);
  expect(violations).toEqual([]);
});
