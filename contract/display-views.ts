import { z } from "zod";
import type { Money } from "./money.ts";
import type { SaleView, ShopView } from "./views.ts";

/** What the customer reads of a sale. Nothing that only the shop should know is in it. */
export type DisplaySale = Pick<SaleView, "lines" | "total" | "discountTotal" | "taxes">;

/**
 * What the customer should do with the card, or is told of it. `checking` is an UNKNOWN payment:
 * it may have been charged. Why a card was declined is not for a screen that others can read.
 */
export const displaySteps = [
  "wait",
  "present",
  "processing",
  "checking",
  "declined",
  "cancelling",
] as const;
export type DisplayStep = (typeof displaySteps)[number];

export type DisplayContent = Readonly<
  | { kind: "welcome" }
  | { kind: "sale"; sale: DisplaySale }
  | { kind: "card"; sale: DisplaySale; amount: Money; step: DisplayStep }
  /** The customer pays on the page at `url`, by a phone of their own: it is shown as a code to scan. */
  | { kind: "page"; sale: DisplaySale; amount: Money; url: string }
  /** In the ledger. `change` is what the drawer owes; null where no cash was given. */
  | { kind: "paid"; sale: DisplaySale; paid: Money; tip: Money | null; change: Money | null }
>;

/** How the till is shown, which its displays follow. A language is a code of the screens' own. */
export const DisplayLook = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}$/),
  theme: z.enum(["light", "dark"]),
  contrast: z.enum(["normal", "high"]),
});
export type DisplayLook = Readonly<z.infer<typeof DisplayLook>>;

/** All that the customer's display shows. */
export type DisplayView = Readonly<{
  /** Null until the till has said it: the display is then as it was. */
  look: DisplayLook | null;
  shop: Pick<ShopView, "name" | "currency" | "taxName" | "taxMode">;
  /** A demo, or practice: the display says that no money is real. */
  isReal: boolean;
  content: DisplayContent;
}>;

/**
 * The door of the customer's display: it hears and says nothing. The view comes at once and again
 * at each change; the answer ends it.
 */
export type CustomerDisplays = Readonly<{
  follow: (listener: (view: DisplayView) => void) => () => void;
}>;

/** What the desktop host's preload gives the display's page, as `window.display`. */
export type DisplayBridge = Readonly<{
  subscribe: (listener: (view: DisplayView) => void) => void;
}>;
