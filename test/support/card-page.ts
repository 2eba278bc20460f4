import { expect, type Locator, type Page } from "@playwright/test";
import type { Way } from "../../contract/reader-views.ts";
import type { Demo } from "./demo.ts";
import { cards, stripeControl } from "./stripe-control.ts";
import { addByName, completedSale } from "./till-page.ts";

/** The one region that says where a card payment stands, by its title. */
const titles = {
  waiting: "Waiting for the customer",
  cancelling: "Cancel requested. Not cancelled yet.",
  approved: "Approved",
  declined: "Declined. Nothing was charged.",
  cancelled: "Cancelled. Nothing was charged.",
  unknown: "Unknown. Do not charge this customer again.",
  noCards: "Cards are out of reach just now",
} as const;

export function paymentRegion(page: Page, state: keyof typeof titles): Locator {
  return page.getByRole("main", { name: titles[state], exact: true });
}

/** A part of the status strip that is well: a colon after its name says what is not. */
export function healthy(page: Page, part: "Relay" | "Reader"): Locator {
  const strip = page.getByRole("navigation", { name: "Status" });
  return strip.getByRole("button", { name: new RegExp(`^${part}(?!:)`) });
}

/** The page's own patience with a connect that gets no answer is 30 s; the one after it comes. */
const CONNECTED_WITHIN_MS = 75_000;

/** Waits until the till has its reader. */
export function untilReaderReady(page: Page): Promise<void> {
  return healthy(page, "Reader").waitFor({ timeout: CONNECTED_WITHIN_MS });
}

/** Charges the sale on the screen and waits until its amount stands on the reader. */
export async function chargeByKey(page: Page): Promise<void> {
  await untilReaderReady(page);
  await page.keyboard.press("F10");
  await readerAsks(page);
}

export async function readerAsks(page: Page): Promise<void> {
  await paymentRegion(page, "waiting").getByText("The reader is showing the amount.").waitFor();
}

/** Waits for the approval and for Stripe's word that the money is captured. */
export async function untilCaptured(page: Page): Promise<void> {
  const approved = paymentRegion(page, "approved");
  await approved.waitFor();
  await approved.getByText("Stripe is capturing").waitFor({ state: "hidden" });
}

/** The demo's Stripe by its control API, with a bank that answers at once. */
export async function openHands(demo: Demo) {
  const stripe = stripeControl(demo);
  await stripe.setReader({ authorisationMs: 0 });
  return stripe;
}

/** Keeps a cancel on its way for a while, so that "requested" is there to be seen. */
export const slowCancel = {
  on: { method: "POST", path: "/v1/terminal/readers/*/cancel_action" },
  do: "wait-before",
  delayMs: 2_000,
} as const;

/** The same by either way: direct, there is no command to the reader, and the intent is cancelled. */
export const slowCancelBy = (via: Way) =>
  via === "relay"
    ? slowCancel
    : ({ ...slowCancel, on: { method: "POST", path: "/v1/payment_intents/*/cancel" } } as const);

/** Stripe answers nobody: what a payment came to cannot be known until this is cleared. */
export const stripeAway = { on: { path: "/v1/*" }, do: "cut-before", times: null } as const;

/** A flat white by card within the void window, in the list of sales, its capture still to come. */
export async function sellWithHold(page: Page, demo: Demo) {
  const hands = await openHands(demo);
  await addByName(page, "flat white");
  await chargeByKey(page);
  await hands.present({ number: cards.good });
  await expect(paymentRegion(page, "approved")).toContainText("In the ledger, held until");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Alt+2");
  await expect(completedSale(page, "2-1", "3.60")).toBeVisible();
  return hands;
}

/** A kettle of 64.00, shared evenly; the first of so many people has paid by a card that is held. */
export async function holdFirstShare(page: Page, demo: Demo, people: 2 | 3) {
  await untilReaderReady(page);
  const hands = await openHands(demo);
  await addByName(page, "gooseneck");
  await page.keyboard.press("F12");
  await page.keyboard.press("s");
  await page.keyboard.press(String(people));
  await page.keyboard.press("Enter");
  await page.keyboard.press("F10");
  await readerAsks(page);
  await hands.present({ number: cards.good });
  const left = people === 2 ? "32.00" : "42.67";
  await expect(paymentRegion(page, "approved")).toContainText(`${left} is still to be paid`);
  return hands;
}
