import type { UserId } from "../../contract/ids.ts";
import type { ShopView } from "../../contract/views.ts";
import type { EntryOf, VoidedLine } from "../../ledger/ledger-entry.ts";
import type { DraftSale } from "./price-sale.ts";

/** A draft keeps so many pieces of news for its end; more are written down at once. */
export const MAX_VOIDED = 200;

type By = Readonly<{ userId: UserId; how: VoidedLine["how"] }>;

/**
 * What an auditor must hear of a draft's last change: lines and pieces that it lost, at list price,
 * and by whom. What comes back by undo or by counting up again takes its void back.
 */
export function voidedBy(before: DraftSale, after: DraftSale, by: By): readonly VoidedLine[] {
  const was = new Map(before.lines.map((line) => [line.lineId, line]));
  const is = new Map(after.lines.map((line) => [line.lineId, line]));
  let voided = [...(before.voided ?? [])];
  for (const { lineId, quantity } of after.lines) {
    const gained = quantity - (was.get(lineId)?.quantity ?? 0);
    if (gained > 0) voided = takeBack(voided, lineId, gained);
  }
  for (const { lineId, productId, name, quantity, unitMinor } of before.lines) {
    const lost = quantity - (is.get(lineId)?.quantity ?? 0);
    if (lost <= 0) continue;
    const amountMinor = lost * unitMinor;
    voided.push({ ...by, lineId, productId, name, quantity: lost, amountMinor });
  }
  return voided;
}

/** Whether a line has fewer pieces afterwards, or is gone. */
export function losesPieces(before: DraftSale, after: DraftSale): boolean {
  const left = new Map(after.lines.map(({ lineId, quantity }) => [lineId, quantity]));
  return before.lines.some(({ lineId, quantity }) => (left.get(lineId) ?? 0) < quantity);
}

/** The newest first: what was voided last comes back first. */
function takeBack(voided: readonly VoidedLine[], lineId: string, pieces: number): VoidedLine[] {
  let left = pieces;
  return voided
    .toReversed()
    .flatMap((line) => {
      if (line.lineId !== lineId) return [line];
      const back = Math.min(left, line.quantity);
      left -= back;
      const quantity = line.quantity - back;
      const amountMinor = (line.amountMinor / line.quantity) * quantity;
      return quantity === 0 ? [] : [{ ...line, quantity, amountMinor }];
    })
    .toReversed();
}

/** The entry that says it; undefined where nothing was voided. `userId` is whose act ends it. */
export function voidedEntry(
  { currency }: Pick<ShopView, "currency">,
  { saleId, voided = [] }: DraftSale,
  userId: UserId,
): EntryOf<"lines-voided"> | undefined {
  if (voided.length === 0) return undefined;
  const totalMinor = voided.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return { type: "lines-voided", saleId, userId, currency, lines: [...voided], totalMinor };
}
