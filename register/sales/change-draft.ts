import { MAX_LINES, MAX_QUANTITY, type Discount } from "../../contract/commands.ts";
import { LineId } from "../../contract/ids.ts";
import { MAX_MINOR } from "../../contract/money.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { ProductView, ShopView } from "../../contract/views.ts";
import type { PieceTerms } from "./piece-terms.ts";
import type { NewId } from "../ports.ts";
import { discountOn, priceSale, type DraftLine, type DraftSale } from "./price-sale.ts";

/** Adds pieces of a product: to its line where that line is as priced, else as a new line. */
export function addToDraft(
  newId: NewId,
  draft: DraftSale,
  { product, piece }: Readonly<{ product: ProductView; piece: PieceTerms }>,
): Result<DraftSale, "sale-full" | "quantity-too-large"> {
  const same = draft.lines.find((line) => isSameArticle(line, product, piece));
  const quantity = (same?.quantity ?? 0) + piece.quantity;
  if (quantity > MAX_QUANTITY) {
    return refuse("quantity-too-large", `at most ${MAX_QUANTITY} a line`);
  }
  if (same) return ok(withLine(draft, { ...same, quantity }));
  if (draft.lines.length >= MAX_LINES) return refuse("sale-full", `at most ${MAX_LINES} lines`);
  const line: DraftLine = {
    lineId: LineId.parse(newId("line")),
    productId: product.productId,
    name: product.name,
    detail: product.detail,
    taxCode: product.taxCode,
    discount: null,
    ...piece,
  };
  return ok({ ...draft, lines: [...draft.lines, line] });
}

/** What was weighed stands apart, as does another batch and what a clerk changed. */
function isSameArticle(line: DraftLine, product: ProductView, piece: PieceTerms): boolean {
  const isOwn = line.discount ?? line.override ?? line.measure ?? piece.measure;
  return (
    line.productId === product.productId &&
    line.unitMinor === piece.unitMinor &&
    !isOwn &&
    isSameLot(line.lot, piece.lot)
  );
}

function isSameLot(one: DraftLine["lot"], other: DraftLine["lot"]): boolean {
  return one?.batch === other?.batch && one?.expiresOn === other?.expiresOn;
}

/** Sets or, with null, takes away the note on a line, or on the whole sale (null). */
export function withNote(draft: DraftSale, lineId: LineId | null, text: string | null): DraftSale {
  const others = (draft.notes ?? []).filter((note) => note.lineId !== lineId);
  return { ...draft, notes: text === null ? others : [...others, { lineId, text }] };
}

/** Replaces the line of the same id. */
export function withLine(draft: DraftSale, changed: DraftLine): DraftSale {
  const lines = draft.lines.map((line) => (line.lineId === changed.lineId ? changed : line));
  return { ...draft, lines };
}

/** Without the line; the sale's own discount goes with the last one, as it was given for these. */
export function withoutLine(draft: DraftSale, lineId: string): DraftSale {
  const lines = draft.lines.filter((line) => line.lineId !== lineId);
  const notes = (draft.notes ?? []).filter((note) => note.lineId !== lineId);
  return { ...draft, lines, notes, discount: lines.length === 0 ? null : draft.discount };
}

/** No amount of a sale may pass what the ledger can hold. */
export function withinLimits(
  shop: ShopView,
  draft: DraftSale,
): Result<DraftSale, "sale-too-large"> {
  const { subtotalMinor, totalMinor } = priceSale(shop, draft);
  const isWithin = Math.max(subtotalMinor, totalMinor) <= MAX_MINOR;
  return isWithin ? ok(draft) : refuse("sale-too-large");
}

/** Whether an amount would take off more than there is. Percents cannot. */
export function isDiscountTooLarge(minor: number, discount: Discount | null): boolean {
  return discount?.terms.kind === "amount" && discountOn(minor, discount) < discount.terms.minor;
}
