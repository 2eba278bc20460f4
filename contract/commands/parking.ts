import { z } from "zod";
import { SaleId } from "../ids.ts";
import type { ParkedSaleView } from "../parking-views.ts";
import type { SaleView } from "../views.ts";
import { view } from "./command.ts";

/** Words that tell one parked sale from another; never a name, for it may come into a report. */
const Label = z
  .string()
  .trim()
  .max(40)
  .regex(/^[^\p{Cc}]*$/u, "no control characters");

/** Sales set aside by choice. They stay over restarts and days. */
export const parkingCommands = {
  /** The open sale is set aside and an empty one opens. */
  "sales.park": {
    input: z.strictObject({ saleId: SaleId, label: Label }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "sale-empty",
      "payment-in-progress",
      "part-paid",
      "too-many-parked",
      "training",
    ],
    from: ["till"],
  },
  /** Takes a parked sale up again; the open one must be empty. Prices are as they were. */
  "sales.recall": {
    input: z.strictObject({ saleId: SaleId }),
    output: view<SaleView>(),
    refusals: ["sale-not-parked", "sale-not-empty", "training"],
    from: ["till"],
  },
  /** Gives a parked sale other words, or none. */
  "sales.rename-parked": {
    input: z.strictObject({ saleId: SaleId, label: Label }),
    output: view<readonly ParkedSaleView[]>(),
    refusals: ["sale-not-parked"],
    from: ["till"],
  },
  "sales.parked": {
    input: z.strictObject({}),
    output: view<readonly ParkedSaleView[]>(),
    refusals: [],
    from: ["till", "tool"],
  },
  /** Gives a parked sale up; an entry without money says so. */
  "sales.void-parked": {
    input: z.strictObject({ saleId: SaleId, reason: z.string().trim().min(1).max(200) }),
    output: view<readonly ParkedSaleView[]>(),
    refusals: ["sale-not-parked"],
    from: ["till"],
  },
} as const;
