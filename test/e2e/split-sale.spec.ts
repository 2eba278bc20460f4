import { judge } from "../support/axe.ts";
import {
  holdFirstShare,
  openHands,
  paymentRegion,
  readerAsks,
  stripeAway,
  untilCaptured,
  untilReaderReady,
} from "../support/card-page.ts";
import { holdEnter, holdPointer } from "../support/hold.ts";
import { cards } from "../support/stripe-control.ts";
import { addByName, button, figure, searchField, ticket } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

const parts = "Taken so far";
// Without movement each screen stands still while it is judged.
test.use({ contextOptions: { reducedMotion: "reduce" } });

test("three people pay a sale by keyboard: a card that is held, cash with change, and a card", async ({
  till: { page, demo },
}) => {
  await untilReaderReady(page);
  const hands = await openHands(demo);
  await addByName(page, "gooseneck");
  await page.keyboard.press("F12");
  await page.keyboard.press("s");
  await judge(page, "split evenly");
  await page.keyboard.press("3");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Pay a part: 21.33" })).toBeVisible();
  await judge(page, "a part");

  await page.keyboard.press("F10");
  await readerAsks(page);
  await hands.present({ number: cards.good });
  await expect(paymentRegion(page, "approved")).toContainText("42.67 is still to be paid");
  await judge(page, "a part that is held");
  const { paymentIntents } = await hands.books();
  expect(paymentIntents.map(({ status }) => status)).toEqual(["requires_capture"]);

  await page.keyboard.press("Enter");
  await page.keyboard.type("5000");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Give back")).toContainText("28.70");
  await expect(ticket(page).getByRole("list", { name: parts })).toContainText("−21.30");
  await expect(figure(page, "To pay")).toHaveText("21.35");
  await judge(page, "two parts taken");

  await page.keyboard.press("F10");
  await readerAsks(page);
  await hands.present({ number: cards.mastercard });
  await untilCaptured(page);
  // The screen of the second card names that card, and not the first of the sale.
  await expect(paymentRegion(page, "approved")).toContainText("Mastercard ends 4444");
  await expect(paymentRegion(page, "approved")).not.toContainText("4242");
  await expect(ticket(page)).toContainText("Sale 2-1");
  await expect(figure(page, "Paid")).toHaveText("64.00");
  const taken = async () => {
    const { paymentIntents } = await hands.books();
    return paymentIntents.map(({ amount_received: minor }) => minor).toSorted();
  };
  await expect.poll(taken).toEqual([2_133, 2_137]);

  await page.keyboard.press("Enter");
  const last = page.getByRole("region", { name: "Last sale" });
  await expect(last).toContainText("64.00");
  await expect(last).toContainText("28.70");
});

test("parts by touch: an amount, lines, one taken back, and a sale that is given up", async ({
  till: { page, demo },
}) => {
  await untilReaderReady(page);
  const hands = await openHands(demo);
  for (const name of ["gooseneck", "flat white"]) await addByName(page, name);
  await button(page, "Pay").click();
  await button(page, "Split").click();
  await button(page, "Lines").click();
  await page.getByRole("group", { name: "Lines" }).getByText("Flat white").click();
  await judge(page, "split by lines");
  await button(page, "Pay this part").click();
  await expect(page.getByRole("heading", { name: "Pay a part: 3.60" })).toBeVisible();
  await button(page, "Card").click();
  await readerAsks(page);
  await hands.present({ number: cards.good });
  await button(page, "Take the rest").click();

  for (const key of ["2", "0", "00"]) await button(page, key).click();
  await button(page, "As a part").click();
  const list = ticket(page).getByRole("list", { name: parts });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await button(page, "Take Cash back").click();
  await judge(page, "taking a part back");
  await holdPointer(page, /Hold to take back/);
  await expect(list.getByRole("listitem")).toHaveCount(1);

  await button(page, "Give the sale up").click();
  await judge(page, "giving the sale up");
  await holdPointer(page, /Hold to give up/);
  await expect(searchField(page)).toBeVisible();
  await expect(ticket(page)).not.toContainText("Gooseneck");
  await addByName(page, "butter croissant");
  await expect
    .poll(async () => (await hands.books()).paymentIntents.map(({ status }) => status))
    .toEqual(["canceled"]);
});

test("a part survives a kill, is taken back by a held key, and the sale then paid whole, F1", async ({
  till: { page, demo },
}) => {
  await addByName(page, "gooseneck");
  await page.keyboard.press("F12");
  await page.keyboard.type("2000");
  await page.keyboard.press("p");
  await expect(figure(page, "To pay")).toHaveText("44.00");
  await demo.killRegister();
  await expect(page.getByText("Till ready")).toBeVisible();
  await expect(figure(page, "To pay")).toHaveText("44.00");
  await page.keyboard.press("Delete");
  await expect(page.getByRole("dialog")).toBeVisible();
  await holdEnter(page);
  await expect(figure(page, "To pay")).toHaveText("64.00");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText("64.00");
});

test("the rest of a sale is put on the card that was held for a part, with what was added since", async ({
  till: { page, demo },
}) => {
  const hands = await holdFirstShare(page, demo, 3);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await addByName(page, "flat white");
  await page.keyboard.press("F12");
  await judge(page, "a part that may grow");
  await page.getByRole("button", { name: /^Rest on it: 46.27, / }).click();
  await expect(figure(page, "Paid")).toHaveText("67.60");
  await expect
    .poll(async () => (await hands.books()).paymentIntents.map((intent) => intent.amount_received))
    .toEqual([6_760]);
});

test("a part that is approved while its sale is set aside is taken up, and the rest paid, P3", async ({
  till: { page, demo },
}) => {
  await untilReaderReady(page);
  const hands = await openHands(demo);
  await addByName(page, "gooseneck");
  await page.keyboard.press("F12");
  await page.keyboard.press("s");
  await page.keyboard.press("3");
  await page.keyboard.press("Enter");
  await page.keyboard.press("F10");
  await readerAsks(page);
  await hands.addFault(stripeAway);
  await hands.present({ number: cards.good });
  await demo.killRegister();
  await expect(paymentRegion(page, "unknown")).toContainText("Asking Stripe");
  await page.keyboard.press("Enter");
  const lane = page.getByRole("navigation", { name: "Sales side by side" }).getByRole("button");
  await expect(lane.first()).toContainText("Unknown");
  await hands.clearFaults();
  await expect(lane.first()).toContainText("Part paid");

  await page.keyboard.press("Alt+7");
  await expect(paymentRegion(page, "approved")).toContainText("42.67 is still to be paid");
  await judge(page, "a part that was approved aside");
  await page.keyboard.press("Enter");
  await expect(searchField(page)).toBeVisible();
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText("63.98");
  await expect
    .poll(async () => (await hands.books()).paymentIntents.map(({ status }) => status))
    .toEqual(["succeeded"]);
});
