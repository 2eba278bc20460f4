import { openHands, stripeAway } from "../../support/card-page.ts";
import type { Demo } from "../../support/demo.ts";
import { keepRelayDown } from "../../support/relay-down.ts";
import { cards } from "../../support/stripe-control.ts";
import { add, dialog, press, region, title, type Stop } from "./stops.ts";

/** Cards and pages, and what is known of them. */
export const charging: readonly Stop[] = [
  {
    name: "a card that is waited for",
    go: async (page, say) => {
      await page.keyboard.press("Alt+1");
      await add(page, "flat white");
      await page.keyboard.press("F10");
      await region(page, say("payment.waiting.title")).waitFor();
    },
  },
  {
    name: "a declined card",
    go: async (page, say, demo) => {
      await page.getByText(say("payment.waiting.showing")).first().waitFor();
      await (await openHands(demo)).present({ number: cards.noFunds });
      await region(page, say("payment.declined.title")).waitFor();
    },
  },
  {
    name: "an approved card",
    go: async (page, say, demo) => {
      await page.keyboard.press("Enter");
      await page.getByText(say("payment.waiting.showing")).first().waitFor();
      await (await openHands(demo)).present({ number: cards.good });
      await region(page, say("payment.approved.title")).waitFor();
      await page.getByText(say("payment.approved.beingCaptured")).waitFor({ state: "hidden" });
    },
  },
  {
    name: "its proof",
    go: async (page) => {
      await page.keyboard.press("Enter");
      await page.getByRole("combobox").waitFor();
      await page.keyboard.press("Alt+2");
      await page.locator(".timeline li").nth(3).waitFor();
    },
  },
  {
    name: "its certificate",
    go: async (page, say) => {
      await page.getByRole("button", { name: say("certificate.open") }).click();
      await dialog(page).locator("dl").first().waitFor();
    },
  },
  {
    name: "its refund",
    go: async (page) => {
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "hidden" });
      await page.keyboard.press("F7");
      await dialog(page).waitFor();
    },
  },
  {
    name: "a page to pay on",
    go: async (page, say) => {
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "hidden" });
      await page.keyboard.press("Alt+1");
      await add(page, "oat drink");
      await press("F12", "F6")(page);
      await region(page, say("payment.link.title")).getByRole("link").waitFor();
    },
  },
  {
    name: "a page that was closed",
    go: async (page, say) => {
      await page.keyboard.press("Escape");
      await region(page, say("payment.cancelled.title")).waitFor();
    },
  },
];

/** The next day’s troubles. */
export const troubles: readonly Stop[] = [
  {
    name: "a closed drawer",
    go: async (page, say) => {
      await page.keyboard.press("Alt+4");
      await title(page, say("day.openTitle")).waitFor();
    },
  },
  {
    name: "a payment nobody knows of",
    go: async (page, say, demo) => {
      const fields = page.locator(".count-sheet input, table input");
      for (const field of await fields.all()) await field.fill("0");
      await page.getByRole("button", { name: say("day.open") }).click();
      await page.getByRole("button", { name: say("day.count") }).waitFor();
      await page.keyboard.press("Alt+1");
      await page.getByRole("button", { name: say("sale.clear") }).waitFor();
      await page.keyboard.press("F10");
      await page.getByText(say("payment.waiting.showing")).first().waitFor();
      const hands = await openHands(demo);
      await hands.addFault(stripeAway);
      await hands.present();
      await demo.killRegister();
      await region(page, say("payment.unknown.title")).waitFor();
    },
  },
  {
    name: "the next customer, offline",
    go: async (page, _say, demo) => {
      await page.keyboard.press("Enter");
      await page.getByRole("combobox").waitFor();
      await add(page, "butter croissant");
      letUp.set(demo, keepRelayDown(demo));
      await page.locator(".strip .status.warn").first().waitFor();
    },
  },
  {
    name: "no cards",
    go: async (page, say, demo) => {
      await page.keyboard.press("F10");
      await region(page, say("payment.offline.title")).waitFor();
      await letUp.get(demo)?.();
    },
  },
];

const letUp = new WeakMap<Demo, () => Promise<void>>();
