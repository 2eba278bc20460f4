import { RegisterId, UserId } from "../contract/ids.ts";
import { Currency } from "../contract/money.ts";
import type { RegisterConfig } from "../register/ports.ts";

/** The clerk who is signed in at the demo's till. */
export const demoClerk = { userId: UserId.parse("user_mara"), name: "Mara" } as const;

/** The demo's people. Their PINs are no secret: Mara 1111, Jonas 2222, Ida 3333. */
const demoUsers: RegisterConfig["people"]["users"] = [
  {
    ...demoClerk,
    role: "clerk",
    pinHash: "scrypt$16384$8$1$VaQGg9ZMEDlyN7TlcZdmrw$g0mnULd7oCCLp9M63r8aba4mjgUKh84f7pxKix79upY",
  },
  {
    userId: UserId.parse("user_jonas"),
    name: "Jonas",
    role: "manager",
    pinHash: "scrypt$16384$8$1$NQDO6Ejd6MZ0s65eWQKmFg$KmCzpDWobu_EY-9nqcCNlaAgEmLyJ3lGEJrtwUjw7X4",
  },
  {
    userId: UserId.parse("user_ida"),
    name: "Ida",
    role: "installer",
    pinHash: "scrypt$16384$8$1$XwQ0B1EWAJyoIaAXhelrHQ$ISGWDsU4Wi-GuZM4XrkYp3DO0UkmcOds7OvjJ-ED51I",
  },
];

/** The demo store: a coffee shop in Dublin with two VAT rates, rounding cash to five cents. */
export const demoShop: RegisterConfig = {
  registerId: RegisterId.parse("reg_demo-2"),
  registerName: "Till 2",
  registerNumber: 2,
  mode: "demo",
  // The very first start opens the drawer with 150.00, so that selling works at once.
  day: { isSessionRequired: true, startFloatMinor: 15_000, differenceLimitMinor: 500 },
  people: {
    users: demoUsers,
    startsAs: demoClerk.userId,
    autoLockMs: null,
    // A demo shows a refund, a void and the X in one go; a shop's clerk needs a manager's PIN for them.
    rights: {
      clerk: {
        "payments.refund": "allowed",
        "refunds.pay": "allowed",
        "payments.void": "allowed",
        "day.x-report": "allowed",
        "day.explain-x": "allowed",
      },
    },
  },
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
    otherTenders: ["Voucher"],
    scaleLabels: [{ prefix: "22", itemDigits: 5, holds: "measure" }],
  },
};

export const demoCountries = ["IE", "CA"] as const;
export type DemoCountry = (typeof demoCountries)[number];

/** The same store in Dublin, or in Halifax: in Canada Interac is taken beside all other cards. */
export function demoShopIn(country: DemoCountry): RegisterConfig {
  if (country === "IE") return demoShop;
  const { shop } = demoShop;
  const currency = Currency.parse("CAD");
  const addressLines = ["14 Lower Water Street", "Halifax NS"];
  return { ...demoShop, shop: { ...shop, addressLines, currency, taxName: "HST" } };
}
