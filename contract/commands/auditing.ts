import { z } from "zod";
import { CorrectionId, SaleId } from "../ids.ts";
import { Minor } from "../money.ts";
import type { EntryView, ReceiptCopyView } from "../views.ts";
import { view } from "./command.ts";

/** What an auditor asks about afterwards: corrections of the book, and second papers of a receipt. */
export const auditingCommands = {
  /**
   * Puts entry `correctsSeq` right by an entry beside it. `shouldBe` is all that it should have
   * posted, in the shop's currency, debit positive; what it and earlier corrections of it did post
   * is taken off, and the difference is posted. The same `correctionId` again is answered as before.
   */
  "ledger.correct": {
    input: z.strictObject({
      correctionId: CorrectionId,
      correctsSeq: z.int().min(1),
      shouldBe: z
        .array(z.strictObject({ account: z.string().max(160), minor: Minor }))
        .max(40)
        .refine(
          (list) => new Set(list.map(({ account }) => account)).size === list.length,
          "an account twice",
        ),
      reason: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .regex(/^[^\p{Cc}]*$/u, "no control characters"),
    }),
    output: view<EntryView>(),
    refusals: [
      "entry-not-found",
      "entry-not-correctable",
      "account-not-found",
      "not-balanced",
      "nothing-to-correct",
      "correction-used",
      "training",
    ],
    from: ["till", "tool"],
  },
  /** The receipt once more, as a copy with a number of its own; an entry says who asked for it. */
  "receipts.reprint": {
    input: z.strictObject({ saleId: SaleId }),
    output: view<ReceiptCopyView>(),
    refusals: ["sale-not-found"],
    from: ["till", "tool"],
  },
} as const;
