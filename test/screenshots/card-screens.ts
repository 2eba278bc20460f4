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
import { keepRelayDown } from "../support/relay-down.ts";
import { cards } from "../support/stripe-control.ts";
import { addByName, button, figure, scan, searchField, ticket } from "../support/till-page.ts";
import type { Screen } from "./screen.ts";
import { endSplit } from "./split-screens.ts";

/** A card payment in its states, with what the customer sees of it. */
export const cardScreens: readonly Screen[] = [
  { name: "display-change", show: openDisplay },
  { name: "display-sale", documented: ["light"], show: sellBesideDisplay },
  { name: "card-waiting", documented: ["light"], show: (page) => chargeByKey(page) },
  { name: "display-present", show: (page) => display(page, "Please tap") },
  { name: "reader", documented: ["light"], show: showReader },
  { name: "scan-refused", show: scanWhilePaying },
  { name: "card-waiting-long", show: waitLong },
  { name: "card-declined", documented: ["light"], show: decline },
  { name: "display-declined", show: (page) => display(page, "charged") },
  { name: "card-approved", documented: ["light"], show: approve },
  { name: "display-paid", show: (page) => display(page, "Thank you") },
  { name: "card-sale", documented: ["light"], show: showProof },
  { name: "certificate", show: openCertificate },
  { name: "refund-card", show: openRefund },
  { name: "card-cancelling", show: cancel },
  { name: "card-cancelled", show: (page) => region(page, "cancelled") },
  { name: "link-waiting", show: payByLink },
  { name: "link-cancelled", show: cancelLink },
];

/** Nobody at the till can know what became of a payment, or no card can be taken at all. */
export const unknownScreens: readonly Screen[] = [
  { name: "card-unknown", documented: ["dark"], show: loseSight },
  { name: "display-unknown", show: (page) => display(page, "") },
  { name: "card-held", show: serveNext },
  { name: "offline", show: loseRelay },
  { name: "no-cards", show: chargeOffline },
];

async function region(page: Page, state: Parameters<typeof paymentRegion>[1]): Promise<void> {
  await paymentRegion(page, state).waitFor();
}

/** The customer's display stays open beside the till. */
async function openDisplay(page: Page, demo: Demo): Promise<Page> {
  await endSplit(page);
  const shown = await page.context().newPage();
  await shown.goto(`${new URL(demo.url).origin}/display/index.html`);
  await shown.getByRole("heading", { level: 1 }).first().waitFor();
  return shown;
}

async function display(page: Page, text: string): Promise<Page> {
  const shown = page
    .context()
    .pages()
    .find((other) => other.url().includes("/display/"));
  if (!shown) throw new Error("the customer's display is not open");
  await shown.getByText(text).first().waitFor();
  return shown;
}

async function fillSale(page: Page): Promise<void> {
  await page.keyboard.press("Alt+1");
  for (const name of ["house espresso", "oat drink", "flat white", "sourdough"]) {
    await addByName(page, name);
  }
}

async function sellBesideDisplay(page: Page): Promise<Page> {
  await page.bringToFront();
  await fillSale(page);
  return display(page, "Sourdough");
}

/** The customer's side: the reader's own page. */
async function showReader(page: Page, demo: Demo): Promise<Page> {
  const reader = await page.context().newPage();
  await reader.goto(demo.readerUrl);
  await reader.getByText("Tap, insert or swipe").waitFor();
  return reader;
}

async function scanWhilePaying(page: Page): Promise<void> {
  await page.bringToFront();
  await scan(page, "4006381333931");
  await ticket(page).getByRole("alert").waitFor();
}

/** As long as a customer may take to find a card: then the till says why nothing happens. */
async function waitLong(page: Page): Promise<void> {
  await button(page, "Check reader").waitFor({ timeout: 60_000 });
}

async function decline(page: Page, demo: Demo): Promise<void> {
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

async function openCertificate(page: Page): Promise<void> {
  await button(page, "Certificate").click();
  await page.getByRole("dialog").waitFor();
}

async function openRefund(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await button(page, "Refund").waitFor();
  await page.keyboard.press("F7");
  await page.getByRole("dialog", { name: /^Refund/ }).waitFor();
}

async function cancel(page: Page, demo: Demo): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: /^Refund/ }).waitFor({ state: "hidden" });
  await (await openHands(demo)).addFault(slowCancel);
  await fillSale(page);
  await chargeByKey(page);
  await page.keyboard.press("Escape");
  await region(page, "cancelling");
}

async function payByLink(page: Page): Promise<void> {
  await page.keyboard.press("Alt+1");
  await button(page, "Pay").waitFor();
  await page.keyboard.press("F12");
  await page.keyboard.press("F6");
  await page.getByRole("link", { name: "Open the page" }).waitFor();
}

async function cancelLink(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await region(page, "cancelled");
}

/** The card was taken and Stripe does not answer: nobody at the till can know. */
async function loseSight(page: Page, demo: Demo): Promise<void> {
  await page.keyboard.press("Alt+1");
  await button(page, "Pay").waitFor();
  await chargeByKey(page);
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

const letUp = new WeakMap<Demo, () => Promise<void>>();

async function loseRelay(page: Page, demo: Demo): Promise<void> {
  letUp.set(demo, keepRelayDown(demo));
  await page.getByRole("button", { name: /^Relay:/ }).waitFor();
  await figure(page, "Total").waitFor();
}

/** The relay comes back once the picture's state is there: the screen stays until the clerk goes on. */
async function chargeOffline(page: Page, demo: Demo): Promise<void> {
  await page.keyboard.press("F10");
  await paymentRegion(page, "noCards").waitFor();
  await letUp.get(demo)?.();
}
