import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { ok, refuse } from "../../contract/result.ts";
import {
  isDiscountTooLarge,
  withinLimits,
  withLine,
  withNote,
  withoutLine,
} from "./change-draft.ts";
import type { DraftChanger } from "./draft-changer.ts";
import { priceOfMeasure } from "./piece-terms.ts";
import type { DraftLine } from "./price-sale.ts";

/** What a clerk does to one line of the open sale. */
export function lineCommands({ shop, changeLine, change }: DraftChanger) {
  return {
    setQuantity: (who: Who, input: Input<"sales.set-quantity">): Outcome<"sales.set-quantity"> =>
      changeLine({ who, ...input, how: "fewer" }, (draft, line) =>
        withinLimits(shop, withLine(draft, { ...line, quantity: input.quantity })),
      ),
    setMeasure: (who: Who, input: Input<"sales.set-measure">): Outcome<"sales.set-measure"> =>
      changeLine({ who, ...input, how: "removed" }, (draft, line) => {
        if (line.measure === undefined) return refuse("line-not-measured");
        const measure = { ...line.measure, milli: input.milli };
        const unitMinor = priceOfMeasure(measure);
        return withinLimits(shop, withLine(draft, { ...line, measure, unitMinor }));
      }),
    removeLine: (who: Who, input: Input<"sales.remove-line">): Outcome<"sales.remove-line"> =>
      changeLine({ who, ...input, how: "removed" }, (draft, line) =>
        ok(withoutLine(draft, line.lineId)),
      ),
    discountLine: (who: Who, input: Input<"sales.discount-line">): Outcome<"sales.discount-line"> =>
      changeLine({ who, ...input, how: "removed" }, (draft, line) =>
        isDiscountTooLarge(line.unitMinor * line.quantity, input.discount)
          ? refuse("discount-too-large")
          : ok(withLine(draft, { ...line, discount: input.discount })),
      ),
    overridePrice: (
      who: Who,
      input: Input<"sales.override-price">,
    ): Outcome<"sales.override-price"> =>
      changeLine({ who, ...input, how: "removed" }, (draft, line) =>
        withinLimits(shop, withLine(draft, atPrice(line, input.override))),
      ),
    setNote: (who: Who, input: Input<"sales.set-note">): Outcome<"sales.set-note"> => {
      const { lineId, saleId, text } = input;
      if (lineId === null)
        return change({ who, saleId, how: "removed" }, (draft) => ok(withNote(draft, null, text)));
      return changeLine({ who, saleId, lineId, how: "removed" }, (draft, line) =>
        ok(withNote(draft, line.lineId, text)),
      );
    },
  };
}

/** The catalog's price stays known however often another one is set; null brings it back. */
function atPrice(line: DraftLine, asked: Input<"sales.override-price">["override"]): DraftLine {
  const { override: _, ...bare } = line;
  const originalMinor = listedMinor(line);
  if (asked === null) return { ...bare, ...pricedAt(line, originalMinor) };
  const override = { originalMinor, reason: asked.reason };
  return { ...bare, ...pricedAt(line, asked.minor), override };
}

/** Of one piece, or of one unit where it is weighed. */
function listedMinor({ override, measure, unitMinor }: DraftLine): number {
  return override?.originalMinor ?? measure?.perUnitMinor ?? unitMinor;
}

function pricedAt({ measure }: DraftLine, minor: number): Pick<DraftLine, "unitMinor" | "measure"> {
  if (measure === undefined) return { unitMinor: minor };
  const priced = { ...measure, perUnitMinor: minor };
  return { unitMinor: priceOfMeasure(priced), measure: priced };
}
