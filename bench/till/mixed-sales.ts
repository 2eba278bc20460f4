import type { BenchTill } from "./bench-page.ts";

export type Mixed = Readonly<{ paint: number[]; scan: number[]; tender: number[] }>;

/**
 * Sales of one to five items by keyboard alone: every third changes a quantity, every fifth is
 * parked and taken up again. After the last scan each is paid in two keys.
 */
export async function sellMixed(till: BenchTill, count: number): Promise<Mixed> {
  const mixed: Mixed = { paint: [], scan: [], tender: [] };
  for (let sale = 0; sale < count; sale += 1) {
    await scanItems(till, mixed, sale);
    if (sale % 3 === 0) await changeQuantity(till, mixed);
    if (sale % 5 === 0) await parkAndRecall(till, mixed);
    await payCash(till, mixed);
  }
  return mixed;
}

async function scanItems(till: BenchTill, mixed: Mixed, sale: number): Promise<void> {
  for (let item = 0; item <= sale % 5; item += 1) {
    const product = till.codes[(sale * 7 + item * 3) % till.codes.length];
    if (product === undefined) throw new Error("the demo sells nothing");
    const shown = { selector: ".ticket .lines", text: product.name };
    mixed.scan.push(await till.scan(product.code, shown));
  }
}

async function changeQuantity(till: BenchTill, { paint }: Mixed): Promise<void> {
  const entered = ".entered output";
  paint.push(await till.press({ key: "F4", selector: entered, text: "" }));
  paint.push(await till.press({ key: "7", selector: entered, text: "7" }));
  paint.push(await till.press({ key: "Enter", selector: ".line.selected .count", text: "7" }));
}

async function parkAndRecall(till: BenchTill, { paint }: Mixed): Promise<void> {
  paint.push(await till.press({ key: "F6", selector: ".ticket", text: "Ready for the next" }));
  paint.push(await till.press({ key: "F6", selector: "h1", text: "Parked" }));
  paint.push(await till.press({ key: "Enter", selector: ".ticket header", text: "Clear sale" }));
}

async function payCash(till: BenchTill, { paint, tender }: Mixed): Promise<void> {
  tender.push(await till.press({ key: "F9", selector: "h1", text: "Pay by cash" }));
  paint.push(await till.press({ key: "Enter", selector: "main", text: "give back" }));
}
