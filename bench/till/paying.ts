import { holdEnter } from "../../test/support/hold.ts";
import { cards, type StripeControl } from "../../test/support/stripe-control.ts";
import type { BenchTill } from "./bench-page.ts";

/** One press, kept under the name of what it did. */
export type Press = (name: string, act: Parameters<BenchTill["press"]>[0]) => Promise<void>;

/** What it takes to be paid: the page, its timed presses, and the customer's hands at the reader. */
export type Counter = Readonly<{
  till: BenchTill;
  press: Press;
  /** Opens the tender, timed apart. */
  tender: (act: Parameters<BenchTill["press"]>[0]) => Promise<void>;
  hands: StripeControl;
}>;

const h1 = "h1";

export async function payCash({ press, tender }: Pick<Counter, "press" | "tender">): Promise<void> {
  await tender({ key: "F9", selector: h1, text: "Pay by cash" });
  await press("paid", { key: "Enter", selector: "main", text: "give back" });
}

export async function payCard(counter: Counter): Promise<void> {
  const { press } = counter;
  await press("charge", { key: "F10", selector: h1, text: "Waiting for the customer" });
  await presentCard(counter, cards.good);
  await press("next", { key: "Enter", selector: ".ticket", text: "Ready for the next" });
}

/** A card without money first: the second goes on the same payment. */
export async function payAfterDecline(counter: Counter): Promise<void> {
  const { press, hands, till } = counter;
  await press("charge", { key: "F10", selector: h1, text: "Waiting for the customer" });
  await onReader(till);
  await hands.present({ number: cards.noFunds });
  await shown(till, "Declined. Nothing was charged.");
  await press("another", { key: "Enter", selector: h1, text: "Waiting for the customer" });
  await presentCard(counter, cards.good);
  await press("next", { key: "Enter", selector: ".ticket", text: "Ready for the next" });
}

/** Half in cash, the rest by card. */
export async function paySplit(counter: Counter): Promise<void> {
  const { press, tender, till } = counter;
  await tender({ key: "F12", selector: h1, text: "Pay by cash" });
  await press("split", { key: "s", selector: h1, text: "Split the sale" });
  await till.page.keyboard.press("2");
  await press("part", { key: "Enter", selector: h1, text: "Pay a part" });
  await till.page.keyboard.press("F9");
  await press("part-paid", { key: "Enter", selector: ".taken", text: "Cash" });
  await press("charge", { key: "F10", selector: h1, text: "Waiting for the customer" });
  await presentCard(counter, cards.good);
  await press("next", { key: "Enter", selector: ".ticket", text: "Ready for the next" });
}

/** All of the newest sale goes back the way it came; then to the next sale. */
export async function refundNewest({ press, till }: Counter): Promise<void> {
  const { page } = till;
  await press("sales", { key: "Alt+2", selector: h1, text: "Sales" });
  await page.locator(".detail-actions button:not([disabled])", { hasText: "Refund" }).waitFor();
  await press("refund", { key: "F7", selector: "[role=dialog]", text: "Hold to refund" });
  await holdEnter(page);
  await press("sell", { key: "Alt+1", selector: ".ticket", text: "Ready for the next" });
}

/** Chooses the way to the reader by its keys, and waits until the reader is there by it. */
export async function chooseWay(
  { till: { page } }: Counter,
  way: "direct" | "relay",
): Promise<void> {
  await page.keyboard.press("Alt+6");
  await page.getByRole("list", { name: "Readers" }).waitFor();
  await page.keyboard.press(way === "direct" ? "d" : "r");
  await page.getByRole("button", { pressed: true, name: wayNames[way] }).waitFor();
  await page
    .locator(".strip")
    .getByRole("button", { name: /^Reader(?!:)/ })
    .waitFor();
  await page.keyboard.press("Alt+1");
  await page.locator(".ticket").getByText("Ready for the next").waitFor();
}

const wayNames = { direct: "This till drives it", relay: "Through the relay" } as const;

async function presentCard({ till, hands }: Counter, number: string): Promise<void> {
  await onReader(till);
  await hands.present({ number });
  await shown(till, "Approved");
}

async function onReader({ page }: BenchTill): Promise<void> {
  await page.getByText("The reader is showing the amount.").waitFor();
}

async function shown({ page }: BenchTill, title: string): Promise<void> {
  await page.getByRole("main", { name: title, exact: true }).waitFor();
}
