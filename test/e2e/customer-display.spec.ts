import type { Page } from "@playwright/test";
import { judge } from "../support/axe.ts";
import { chargeByKey, openHands } from "../support/card-page.ts";
import { textsOf } from "../support/language-texts.ts";
import { cards } from "../support/stripe-control.ts";
import { addByName, searchField } from "../support/till-page.ts";
import { expect, test } from "./hosts/hosted-till.ts";

const figure = (display: Page) => display.getByRole("heading", { level: 1 });

test.describe("the customer's display", () => {
  test("follows a card sale in the customer's words, in every state without a barrier", async ({
    till: { page, demo },
    context,
  }) => {
    const display = await context.newPage();
    await display.goto(`${new URL(demo.url).origin}/display/index.html`);
    await page.bringToFront();
    await expect(display.getByRole("heading", { name: "Welcome" })).toBeVisible();
    await judge(display, "welcome");

    await addByName(page, "flat white");
    await expect(display.getByRole("region", { name: "Your purchase" })).toContainText(
      "Flat white",
    );
    await expect(figure(display)).toContainText("€3.60");
    await judge(display, "sale");

    const hands = await openHands(demo);
    await chargeByKey(page);
    await expect(display.getByRole("heading", { name: "Please tap" })).toBeVisible();
    await judge(display, "present");
    await hands.present({ number: cards.noFunds });
    await expect(display.getByRole("main")).toContainText("nothing was charged");
    await expect(display.locator("body")).not.toContainText("enough");
    await judge(display, "declined");

    await page.keyboard.press("Enter");
    await expect(display.getByRole("heading", { name: "Please tap" })).toBeVisible();
    await hands.present({ number: cards.good });
    await expect(display.getByRole("heading", { name: "Thank you" })).toBeVisible();
    await judge(display, "paid");
  });

  test("says one moment while the till restarts, then shows the sale again", async ({
    till: { page, demo },
    context,
  }) => {
    const display = await context.newPage();
    await display.goto(`${new URL(demo.url).origin}/display/index.html`);
    await page.bringToFront();
    await addByName(page, "flat white");
    await expect(figure(display)).toContainText("€3.60");
    const paused = expect(display.getByRole("heading", { name: "One moment" })).toBeVisible();
    demo.killRegisterNow();
    await paused;
    await demo.restarted();
    await expect(figure(display)).toContainText("€3.60");
  });

  test("in another browser speaks the till's language and is as dark, from the moment it changes", async ({
    till: { page, demo },
    browser,
  }) => {
    // Nothing that the till keeps in its own browser is there; the way in is the till's address.
    const elsewhere = await browser.newContext({ colorScheme: "light" });
    const display = await elsewhere.newPage();
    await display.goto(demo.url);
    await searchField(display).waitFor();
    await display.goto(`${new URL(demo.url).origin}/display/index.html`);
    const root = display.locator("html");
    await expect(display.getByRole("heading", { name: "Welcome" })).toBeVisible();
    await addByName(page, "flat white");
    await page.keyboard.press("Alt+0");
    await expect(root).toHaveAttribute("data-theme", "dark");
    await page.keyboard.press("Alt+s");
    await page.getByText(textsOf("ar")("language.name"), { exact: true }).click();
    await expect(root).toHaveAttribute("lang", "ar");
    await expect(root).toHaveAttribute("dir", "rtl");
    await expect(root).toHaveAttribute("data-theme", "dark");
    await expect(display.getByText(textsOf("ar")("display.total"))).toBeVisible();
    await elsewhere.close();
  });
});
