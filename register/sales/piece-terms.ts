import { ok, refuse, type Result } from "../../contract/result.ts";
import type { LotView, ProductView, Unit } from "../../contract/views.ts";
import type { DraftLine } from "./price-sale.ts";
import { scaleHalfUp } from "../../contract/rounding.ts";

/** What is known of the pieces beside their product: typed by a clerk, or said by their code. */
export type Asked = Readonly<{
  quantity: number;
  priceMinor?: number | undefined;
  milli?: number | undefined;
  /** Where the code names the unit, it must be the product's. */
  unit?: Unit | undefined;
  lot?: LotView | undefined;
}>;

/** The price of one piece, and how that came about. */
export type PieceTerms = Readonly<{ quantity: number }> &
  Pick<DraftLine, "unitMinor" | "measure" | "lot">;

export type PieceFault = "weight-needed" | "price-needed" | "wrong-unit";

/** `detail` of a refusal is the product's id: a screen asks for what is missing, and adds it so. */
export function pieceTerms(product: ProductView, asked: Asked): Result<PieceTerms, PieceFault> {
  const { quantity, priceMinor, lot } = asked;
  const { unit, price, isPriceOpen, productId } = product;
  const piece = { quantity, ...(lot && { lot }) };
  if (unit !== undefined && asked.milli !== undefined) {
    if ((asked.unit ?? unit) !== unit) return refuse("wrong-unit", productId);
    const measure = { milli: asked.milli, unit, perUnitMinor: price.minor };
    return ok({ ...piece, unitMinor: priceMinor ?? priceOfMeasure(measure), measure });
  }
  if (priceMinor !== undefined) return ok({ ...piece, unitMinor: priceMinor });
  if (unit !== undefined) return refuse("weight-needed", productId);
  return isPriceOpen ? refuse("price-needed", productId) : ok({ ...piece, unitMinor: price.minor });
}

export function priceOfMeasure(measure: Readonly<{ milli: number; perUnitMinor: number }>): number {
  return scaleHalfUp(measure.perUnitMinor, measure.milli, 1_000);
}
