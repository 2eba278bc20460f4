import type { Page } from "playwright";
import type { StripeControl } from "../../test/support/stripe-control.ts";
import type { BenchTill } from "./bench-page.ts";
import {
  chooseWay,
  payAfterDecline,
  payCard,
  payCash,
  paySplit,
  refundNewest,
  type Counter,
  type Press,
} from "./paying.ts";

/** Milliseconds per press: of a scan's Enter, of the tender's key, and of all other keys by act. */
export type Mixed = { scan: number[]; tender: number[]; paint: Record<string, number[]> } & {
  /** Codes that a machine held back in their middle, so that the clerk had to scan again. */
  rescanned: number;
  /** How many were paid in which way, and how many given back. */
  paid: Record<string, number>;
};

/**
 * How many sales are made, or until when: the memory's thousand must end in bounded time. With
 * `hands`, customers pay by card, too, the first half of the shift through the relay, then direct.
 */
export type Shift = Readonly<{ sales: number; untilMs?: number; hands?: StripeControl | null }>;

/**
 * Sales of one to five items by keyboard alone. Some of them change a quantity, give a discount,
 * take a change back, find an article by its name, or are parked and taken up again. Cash takes two
 * keys after the last scan. The answer also says how many sales were made.
 */
export async function sellMixed(
  till: BenchTill,
  { sales, untilMs = Number.POSITIVE_INFINITY, hands = null }: Shift,
): Promise<Mixed & Readonly<{ sold: number }>> {
  const mixed: Mixed = { scan: [], tender: [], paint: {}, rescanned: 0, paid: {} };
  const press: Press = async (name, act) => {
    (mixed.paint[name] ??= []).push(await till.press(act));
  };
  const tender: Counter["tender"] = async (act) => {
    mixed.tender.push(await till.press(act));
  };
  let sold = 0;
  for (; sold < sales && performance.now() < untilMs; sold += 1) {
    if (hands !== null && sold === Math.floor(sales / 2)) {
      await chooseWay({ till, press, tender, hands }, "direct");
    }
    await scanItems(till, mixed, sold);
    for (const [every, change] of changes) if (sold % every === 0) await change(press, till);
    if (hands === null) await payCash({ press, tender });
    else {
      await payMixed({ till, press, tender, hands }, mixed, sold);
    }
  }
  return { ...mixed, sold };
}

/** Of ten customers five pay cash, three by card, one after a decline, one splits; two come back. */
async function payMixed(counter: Counter, { paid }: Mixed, sale: number): Promise<void> {
  const way = dayOfTen[sale % dayOfTen.length] ?? "cash";
  await payBy[way](counter);
  paid[way] = (paid[way] ?? 0) + 1;
  if (sale % 10 !== 1 && sale % 10 !== 6) return;
  await refundNewest(counter);
  paid["given back"] = (paid["given back"] ?? 0) + 1;
}

const payBy = { cash: payCash, card: payCard, declined: payAfterDecline, split: paySplit } as const;
const dayOfTen: readonly (keyof typeof payBy)[] = [
  ...(["cash", "card", "cash", "split", "cash"] as const),
  ...(["card", "cash", "declined", "cash", "card"] as const),
];

async function scanItems(till: BenchTill, mixed: Mixed, sale: number): Promise<void> {
  for (let item = 0; item <= sale % 5; item += 1) {
    const product = till.codes[(sale * 7 + item * 3) % till.codes.length];
    if (product === undefined) throw new Error("the demo sells nothing");
    const shown = { selector: ".ticket .line.selected .name", text: product.name };
    const scan = () => scanUntilRead(till, mixed, { ...shown, code: product.code });
    // The first takes the place of the sale that was paid, which may have had as many items.
    await (item === 0 ? scan() : untilAdded(till.page, scan));
  }
}

/** The panel over them goes once the register has answered; the line may change before. */
const keys = ".sale-actions";
type Scanned = Readonly<{ code: string; selector: string; text: string }>;

async function scanUntilRead(till: BenchTill, mixed: Mixed, scanned: Scanned): Promise<void> {
  const { code, ...shown } = scanned;
  try {
    mixed.scan.push(await till.scan(code, shown));
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes("unknown-code")) throw error;
    mixed.rescanned += 1;
    await till.page.keyboard.press("Escape");
    mixed.scan.push(await till.scan(code, shown));
  }
}

const entered = ".entered output";

async function changeQuantity(press: Press, { page }: BenchTill): Promise<void> {
  await press("quantity", { key: "F4", selector: entered, text: "" });
  await press("digit", { key: "7", selector: entered, text: "7" });
  await press("set", { key: "Enter", selector: ".line.selected .count", text: "7" });
  await page.locator(keys).waitFor();
}

async function parkAndRecall(press: Press): Promise<void> {
  await press("park", { key: "F6", selector: ".ticket", text: "Ready for the next" });
  await press("parked", { key: "F6", selector: "h1", text: "Parked" });
  await press("recall", { key: "Enter", selector: ".ticket header", text: "Clear sale" });
}

async function discountLine(press: Press, { page }: BenchTill): Promise<void> {
  await press("discount", { key: "F5", selector: entered, text: "" });
  await page.keyboard.press("1");
  await press("digit", { key: "0", selector: entered, text: "10" });
  await page.keyboard.press("Alt+q");
  await press("give", { key: "Enter", selector: ".line.selected .discount", text: "10" });
  await page.locator(keys).waitFor();
}

async function undo(press: Press, { page }: BenchTill): Promise<void> {
  await press("quantity", { key: "F4", selector: entered, text: "" });
  await press("digit", { key: "3", selector: entered, text: "3" });
  await press("set", { key: "Enter", selector: ".line.selected .count", text: "3" });
  await page.locator(keys).waitFor();
  await press("undo", { key: "Control+z", selector: ".line.selected .count", text: "1" });
}

async function findByName(press: Press, { page }: BenchTill): Promise<void> {
  await press("letter", { key: "f", selector: ".results", text: "" });
  // At a hand's pace: faster it would be a scan.
  await page.keyboard.type("lat white", { delay: 60 });
  const found = { key: "Enter", selector: ".line.selected .name", text: "Flat white" };
  await untilAdded(page, () => press("found", found));
}

/** The line that is marked may have had that name before: the count tells that one more is there. */
async function untilAdded(page: Page, add: () => Promise<void>): Promise<void> {
  const count = page.locator(".ticket header .meta").first();
  const before = await count.textContent();
  await add();
  await page.waitForFunction(isOther, before);
}

function isOther(before: string | null): boolean {
  return document.querySelector(".ticket header .meta")?.textContent !== before;
}

const changes: readonly (readonly [number, (press: Press, till: BenchTill) => Promise<void>])[] = [
  [7, undo],
  [3, changeQuantity],
  [4, findByName],
  [5, parkAndRecall],
  [6, discountLine],
];
