import type { Page } from "@playwright/test";
import {
  chargeByKey,
  healthy,
  openHands,
  paymentRegion,
  untilCaptured,
  untilReaderReady,
} from "../../support/card-page.ts";
import { addReader, cards } from "../../support/stripe-control.ts";
import { addByName, searchField } from "../../support/till-page.ts";
import { expect, test } from "./hosted-till.ts";

const reader = (page: Page, label: string) =>
  page.getByRole("list", { name: "Readers" }).getByRole("listitem").filter({ hasText: label });
const way = (page: Page, name: string) =>
  page.getByRole("group", { name: "Way to the reader" }).getByRole("button", { name });

test.describe("the reader's own screen", () => {
  test.use({ via: "direct" });

  test("by keyboard: another reader, the other way, and back", async ({ till: { page, demo } }) => {
    await addReader(demo, "Window bar");
    await untilReaderReady(page);
    await page.keyboard.press("Alt+6");
    await expect(reader(page, "Counter 1")).toContainText("Connected");
    // It came after the relay's welcome: the list has it once the relay has looked.
    await expect(reader(page, "Window bar")).toBeVisible();
    await page.keyboard.press("2");
    await expect(reader(page, "Window bar")).toContainText("Connected");
    await page.keyboard.press("1");
    await expect(reader(page, "Counter 1")).toContainText("Connected");
    await page.keyboard.press("r");
    await expect(way(page, "Through the relay")).toHaveAttribute("aria-pressed", "true");
    await expect(reader(page, "Counter 1")).toContainText("Chosen");

    await page.keyboard.press("Escape");
    const hands = await openHands(demo);
    await addByName(page, "flat white");
    await chargeByKey(page);
    await hands.present({ number: cards.good });
    await untilCaptured(page);
    await page.keyboard.press("Enter");
    await expect(searchField(page)).toBeFocused();

    await page.keyboard.press("Alt+6");
    await page.keyboard.press("d");
    await expect(reader(page, "Counter 1")).toContainText("Connected");
    await demo.killRegister();
    await expect(reader(page, "Counter 1")).toContainText("Connected");
    await expect(way(page, "This till drives it")).toHaveAttribute("aria-pressed", "true");
  });

  test("a reader that is lost is said, charges nothing, and comes back by itself", async ({
    till: { page, demo },
  }) => {
    const hands = await openHands(demo);
    await untilReaderReady(page);
    await hands.setReader({ isOnline: false });
    await expect(healthy(page, "Reader")).toBeHidden();
    await addByName(page, "flat white");
    await page.keyboard.press("F10");
    const noCards = page.getByRole("main", { name: "The reader is not connected" });
    await expect(noCards).toContainText("reader-not-connected");
    expect((await hands.books()).paymentIntents).toEqual([]);
    await hands.setReader({ isOnline: true });
    await expect(page.getByRole("main", { name: "Cards work again" })).toBeVisible({
      timeout: 25_000,
    });
    await page.keyboard.press("F10");
    await expect(paymentRegion(page, "waiting")).toBeVisible();
  });
});
