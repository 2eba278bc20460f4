import type { Page } from "@playwright/test";
import {
  chargeByKey,
  openHands,
  paymentRegion,
  readerAsks,
  slowCancel,
  stripeAway,
  untilCaptured,
} from "../support/card-page.ts";
import type { Demo } from "../support/demo.ts";
import { cards } from "../support/stripe-control.ts";
import { addByName, button, searchField } from "../support/till-page.ts";
import type { Screen } from "./screen.ts";

/** A card payment in its states, from the X report on. */
export const cardScreens: readonly Screen[] = [
  { name: "card-waiting", isDocumented: true, show: charge },
  { name: "reader", isDocumented: true, isOfReader: true, show: showReader },
  { name: "card-declined", isDocumented: true, show: decline },
  { name: "card-approved", isDocumented: true, show: approve },
  { name: "card-sale", isDocumented: true, show: showProof },
  { name: "card-refund", isDocumented: false, show: openRefund },
  { name: "card-cancelling", isDocumented: false, show: cancel },
  { name: "card-cancelled", isDocumented: true, show: (page) => region(page, "cancelled") },
  { name: "card-unknown", isDocumented: true, show: loseSight },
  { name: "card-held", isDocumented: false, show: serveNext },
];

async function region(page: Page, state: Parameters<typeof paymentRegion>[1]): Promise<void> {
  await paymentRegion(page, state).waitFor();
}

async function charge(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  for (const name of ["house espresso", "oat drink", "flat white", "sourdough"]) {
    await addByName(page, name);
  }
  await chargeByKey(page);
}

/** The customer's side: the reader's own page. */
async function showReader(page: Page, demo: Demo): Promise<void> {
  await openHands(demo);
  const reader = await page.context().newPage();
  await reader.goto(demo.readerUrl);
  await reader.getByText("Tap, insert or swipe").waitFor();
  await reader.evaluate(() => document.fonts.ready);
}

async function decline(page: Page, demo: Demo): Promise<void> {
  await page.bringToFront();
  await (await openHands(demo)).present({ number: cards.noFunds });
  await region(page, "declined");
}

async function approve(page: Page, demo: Demo): Promise<void> {
  await page.keyboard.press("Enter");
  await readerAsks(page);
  await (await openHands(demo)).present({ number: cards.good });
  await untilCaptured(page);
}

async function showProof(page: Page): Promise<void> {
  await page.keyboard.press("Enter");
  await searchField(page).waitFor();
  await page.keyboard.press("Alt+2");
  await page.getByRole("region", { name: "What happened" }).waitFor();
}

async function openRefund(page: Page): Promise<void> {
  await button(page, "Refund").waitFor();
  await page.keyboard.press("F7");
  await page.getByRole("dialog", { name: /^Refund/ }).waitFor();
}

async function cancel(page: Page, demo: Demo): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: /^Refund/ }).waitFor({ state: "hidden" });
  await (await openHands(demo)).addFault(slowCancel);
  await charge(page);
  await page.keyboard.press("Escape");
  await region(page, "cancelling");
}

/** The card was taken and Stripe does not answer: nobody at the till can know. */
async function loseSight(page: Page, demo: Demo): Promise<void> {
  await page.keyboard.press("F10");
  await readerAsks(page);
  const hands = await openHands(demo);
  await hands.addFault(stripeAway);
  await hands.present();
  await demo.killRegister();
  await paymentRegion(page, "unknown").getByText("to the next try, by itself").waitFor();
}

async function serveNext(page: Page): Promise<void> {
  await page.keyboard.press("Enter");
  await searchField(page).waitFor();
  await addByName(page, "butter croissant");
}
