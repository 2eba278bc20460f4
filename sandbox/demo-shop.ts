import { RegisterId, UserId } from "../contract/ids.ts";
import { Currency } from "../contract/money.ts";
import type { RegisterConfig } from "../register/ports.ts";

/** The clerk who is signed in at the demo's till. */
export const demoClerk = { userId: UserId.parse("user_mara"), name: "Mara" } as const;

/** The demo store: a coffee shop in Dublin with two VAT rates, rounding cash to five cents. */
export const demoShop: RegisterConfig = {
  registerId: RegisterId.parse("reg_demo-2"),
  registerName: "Till 2",
  registerNumber: 2,
  mode: "demo",
  clerks: [demoClerk],
  tipCapBasisPoints: 3_000,
  shop: {
    name: "Quayside Coffee & Pantry",
    addressLines: ["14 Custom House Quay", "Dublin 1"],
    currency: Currency.parse("EUR"),
    taxName: "VAT",
    taxMode: "inclusive",
    taxClasses: [
      { code: "A", rateBasisPoints: 2_300 },
      { code: "B", rateBasisPoints: 0 },
    ],
    cashStepMinor: 5,
    notesMinor: [500, 1_000, 2_000, 5_000, 10_000, 20_000],
    coinsMinor: [1, 2, 5, 10, 20, 50, 100, 200],
  },
};
