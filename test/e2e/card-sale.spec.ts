import type { Page } from "@playwright/test";
import { booksDiffer, entriesOfSale, readTill } from "../support/card-books.ts";
import {
  chargeByKey,
  healthy,
  openHands,
  paymentRegion,
  readerAsks,
  slowCancel,
  untilCaptured,
} from "../support/card-page.ts";
import type { Demo } from "../support/demo.ts";
import { keepRelayDown } from "../support/relay-down.ts";
import { cards } from "../support/stripe-control.ts";
import {
  addByName,
  button,
  completedSale,
  figure,
  lines,
  searchField,
} from "../support/till-page.ts";
import { expect, test } from "./till.ts";

/** Stripe's books and the till's say the same, once every instruction was confirmed. */
async function expectSameBooks(demo: Demo): Promise<void> {
  await expect.poll(() => booksDiffer(demo)).toEqual([]);
}

/** From the approval to the sale in the list, with its proof beside it. */
async function openProof(page: Page, total: string) {
  await page.keyboard.press("Enter");
  await expect(searchField(page)).toBeFocused();
  await page.keyboard.press("Alt+2");
  await expect(completedSale(page, "2-1", total)).toBeVisible();
  return page.getByRole("region", { name: "In the ledger", exact: true });
}

test.describe("a card sale", () => {
  test("by keyboard, the card held to the reader's own page", async ({
    till: { page, demo },
    context,
  }) => {
    await addByName(page, "flat white");
    await chargeByKey(page);
    const opened = context.waitForEvent("page");
    await page.keyboard.press("o");
    const reader = await opened;
    expect(reader.url()).toBe(demo.readerUrl);
    await expect(reader.getByRole("region", { name: "The reader" })).toContainText("3.60");
    await reader.getByRole("button", { name: /^Tap/ }).click();

    await untilCaptured(page);
    await expect(figure(page, "Amount")).toContainText("3.60");
    await expect(reader.getByRole("region", { name: "The reader" })).toContainText("Approved");

    const proof = await openProof(page, "3.60");
    const hands = await openHands(demo);
    const [intent] = (await hands.books()).paymentIntents;
    await expect(proof.getByRole("region", { name: "Ids" })).toContainText(intent?.id ?? "none");
    const timeline = proof.getByRole("region", { name: "What happened" });
    await expect(timeline).toContainText("Written before anything left");
    await expect(timeline).toContainText("Capture noted");
    await expectSameBooks(demo);
  });

  test("declined in words that accuse nobody, then another card on the same payment", async ({
    till: { page, demo },
  }) => {
    const hands = await openHands(demo);
    await addByName(page, "flat white");
    await chargeByKey(page);
    await hands.present({ number: cards.stolen });
    const declined = paymentRegion(page, "declined");
    await expect(declined).toContainText("The bank did not accept this card");
    expect(await page.locator("body").innerText()).not.toMatch(/stolen|lost|fraud/i);

    await page.keyboard.press("Enter");
    await readerAsks(page);
    await hands.present({ number: cards.noFunds });
    await expect(declined).toContainText("There is not enough on this card");
    await page.keyboard.press("Enter");
    await readerAsks(page);
    await hands.present({ number: cards.good });
    await untilCaptured(page);
    expect((await hands.books()).paymentIntents).toHaveLength(1);
    await expectSameBooks(demo);
  });

  test("cancelled: requested first, then proven, and the sale is paid in cash", async ({
    till: { page, demo },
  }) => {
    const hands = await openHands(demo);
    await hands.addFault(slowCancel);
    await addByName(page, "flat white");
    await chargeByKey(page);
    await page.keyboard.press("Escape");
    await expect(paymentRegion(page, "cancelling")).toContainText("waiting for Stripe’s word");
    await expect(paymentRegion(page, "cancelled")).toContainText("still to pay");
    await page.keyboard.press("F9");
    await expect(figure(page, "Cash given")).toHaveText("3.60");
    await page.keyboard.press("Enter");
    await expect(figure(page, "Paid")).toHaveText("3.60");
    expect((await hands.books()).paymentIntents).toMatchObject([{ status: "canceled" }]);
    await expectSameBooks(demo);
  });

  test("nothing is added to it while the customer pays", async ({ till: { page, demo } }) => {
    await addByName(page, "flat white");
    await chargeByKey(page);
    await page.keyboard.type("butter croissant");
    await page.keyboard.press("Enter");
    await expect(paymentRegion(page, "waiting")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(paymentRegion(page, "cancelled")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(lines(page)).toHaveCount(1);
    await expect(figure(page, "Total")).toHaveText("3.60");
    await expectSameBooks(demo);
  });

  test("given back in full from its detail, by a held key", async ({ till: { page, demo } }) => {
    const hands = await openHands(demo);
    await addByName(page, "flat white");
    await chargeByKey(page);
    await hands.present({ number: cards.good });
    await untilCaptured(page);
    const proof = await openProof(page, "3.60");

    await expect(button(page, "Refund")).toBeEnabled();
    await page.keyboard.press("F7");
    const dialog = page.getByRole("dialog", { name: "Refund 3.60 EUR" });
    await expect(dialog.getByRole("button", { name: "Hold to refund" })).toBeFocused();
    await page.keyboard.down("Enter");
    await expect(dialog).toBeHidden();
    await page.keyboard.up("Enter");
    await expect(proof.getByRole("region", { name: "Refunds" })).toContainText("3.60");
    await expect(completedSale(page, "2-1", "3.60")).toContainText("Refunded");
    await expect
      .poll(async () => (await hands.books()).refunds)
      .toMatchObject([{ amount: 360, status: "succeeded" }]);
    await expectSameBooks(demo);
    await page.getByRole("button", { name: "Certificate" }).click();
    const certificate = page.getByRole("dialog", { name: "Certificate of this payment" });
    await expect(certificate).toContainText("Verified just now");
    await certificate.getByRole("button", { name: "Export" }).click();
    await expect(certificate).toContainText("Written to exports: certificate-pay_");
    await page.keyboard.press("Escape");
    await expect(certificate).toBeHidden();
    const [sale] = readTill(demo.data).entries.filter(
      ({ entry }) => entry.type === "sale-completed",
    );
    const saleId = sale?.entry.type === "sale-completed" ? sale.entry.saleId : "";
    expect(entriesOfSale(demo, saleId).slice(-2)).toEqual(["refund-started", "refund-accepted"]);
  });

  test("F28: without the relay the screen says that cash works, and takes it", async ({
    till: { page, demo },
  }) => {
    await addByName(page, "flat white");
    await expect(healthy(page, "Relay")).toBeVisible();
    const letUp = keepRelayDown(demo);
    await expect(healthy(page, "Relay")).toBeHidden();
    await page.keyboard.press("F10");
    await expect(paymentRegion(page, "noCards")).toContainText("cards-offline");
    await letUp();
    await page.keyboard.press("F9");
    await page.keyboard.press("Enter");
    await expect(figure(page, "Paid")).toHaveText("3.60");
    await expectSameBooks(demo);
  });
});
