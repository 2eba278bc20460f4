import type { Page } from "@playwright/test";
import { judge } from "../support/axe.ts";
import { paymentRegion, readerAsks, untilReaderReady } from "../support/card-page.ts";
import { holdPointer } from "../support/hold.ts";
import { addByName, button, figure, searchField } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const held = (page: Page) => page.getByRole("button", { name: /^Hold: Card/ });

async function cancelled(page: Page): Promise<void> {
  await button(page, "Cancel").click();
  await expect(paymentRegion(page, "cancelled")).toBeVisible();
  await button(page, "Back to the sale").click();
  await held(page).waitFor();
}

test("where it is set a card is charged by a held finger or key, and a tap charges nobody", async ({
  till: { page },
}) => {
  await untilReaderReady(page);
  await page.keyboard.press("Alt+s");
  const choice = page.getByRole("group", { name: "Charging a card by touch" });
  await choice.getByRole("button", { name: "Held for a second" }).click();
  await judge(page, "the settings of a touch screen");
  await page.keyboard.press("Escape");
  await addByName(page, "flat white");
  await expect(held(page)).toHaveAccessibleName(/^Hold: Card/);
  await held(page).click();
  await judge(page, "a sale whose card must be held");
  // Had the tap charged, the sale would be locked.
  await addByName(page, "sourdough");
  await holdPointer(page, /^Hold: Card/, paymentRegion(page, "waiting"));
  await readerAsks(page);
  await cancelled(page);
  await held(page).focus();
  await page.keyboard.down("Enter");
  await paymentRegion(page, "waiting").waitFor();
  await page.keyboard.up("Enter");
  await readerAsks(page);
  await cancelled(page);
  await page.keyboard.press("F12");
  await held(page).click();
  await judge(page, "the pay screen whose card must be held");
  await expect(page.getByRole("main")).toContainText("Cash given");
  await page.keyboard.press("F10");
  await readerAsks(page);
  await button(page, "Cancel").click();
  await expect(paymentRegion(page, "cancelled")).toBeVisible();
});

test("times are told by the clock that is chosen", async ({ till: { page } }) => {
  await addByName(page, "flat white");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText("3.60");
  await page.keyboard.press("Alt+s");
  const clock = page.getByRole("group", { name: "Clock" });
  await clock.getByRole("button", { name: "4:08 PM" }).click();
  await expect(searchField(page)).toBeFocused();
  await page.keyboard.press("Alt+2");
  const when = page.getByRole("listbox", { name: "Completed sales" }).locator(".when").first();
  await expect(when).toHaveText(/^\d{2}:\d{2}\s[ap]m$/i);
  await page.keyboard.press("Alt+s");
  await clock.getByRole("button", { name: "16:08" }).click();
  await expect(searchField(page)).toBeFocused();
  await page.keyboard.press("Alt+s");
  await expect(clock.getByRole("button", { name: "16:08" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.keyboard.press("Alt+2");
  await expect(when).toHaveText(/^\d{2}:\d{2}$/);
});
