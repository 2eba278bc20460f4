import { z } from "zod";
import { LineId, PaymentId, ProductId, SaleId, type UserId } from "./ids.ts";
import { Minor, MoneySchema } from "./money.ts";
import type { Refused } from "./result.ts";
import type { PaymentView, StatusView } from "./payment-views.ts";
import type {
  KeyPageView,
  LaneView,
  ProductView,
  ReceiptView,
  RegisterView,
  SaleDetailView,
  SaleSummary,
  SaleView,
  XReportView,
} from "./views.ts";

/** Which door a command came through. The carrier fixes it; a message cannot claim it. */
export const callers = ["till", "reader", "tool"] as const;
export type Caller = (typeof callers)[number];

export type Who = Readonly<{ caller: Caller; userId: UserId; name: string }>;

/** One ticket holds at most this many lines, and one line this many pieces. */
export const MAX_LINES = 500;
export const MAX_QUANTITY = 9_999;
/** A barcode, a search: anything longer is not what a scanner or a clerk sends. */
export const MAX_TEXT = 200;
/** One message over the bridge, in bytes. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

/** Reasons are chosen, not typed, so that reports can group them. */
export const discountReasons = [
  "loyalty",
  "damaged",
  "ex-display",
  "price-match",
  "goodwill",
] as const;

const Quantity = z.int().min(1).max(MAX_QUANTITY);
const Text = z.string().min(1).max(MAX_TEXT);
const DiscountTerms = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("percent"), basisPoints: z.int().min(1).max(10_000) }),
  z.strictObject({ kind: z.literal("amount"), minor: Minor.min(1) }),
]);
export const Discount = z.strictObject({ terms: DiscountTerms, reason: z.enum(discountReasons) });
export type Discount = z.infer<typeof Discount>;

declare const viewType: unique symbol;
type View<Type> = { readonly [viewType]?: Type };
/** Outputs are ours, so they are typed and not parsed. */
const view = <Type>(): View<Type> => ({});

/**
 * Every command of the register: input (parsed at the door), output, the refusals it may answer
 * beside the door's own, and who may call it. A new command is an entry here and one handler.
 */
export const contract = {
  "register.view": {
    input: z.strictObject({}),
    output: view<RegisterView>(),
    refusals: [],
    from: ["till", "tool"],
  },
  "catalog.keys": {
    input: z.strictObject({}),
    output: view<readonly KeyPageView[]>(),
    refusals: [],
    from: ["till"],
  },
  /** The first matches, names beginning with the text before others; all words must match. */
  "catalog.search": {
    input: z.strictObject({ text: Text, limit: z.int().min(1).max(50) }),
    output: view<readonly ProductView[]>(),
    refusals: [],
    from: ["till"],
  },
  "sales.add": {
    input: z.strictObject({ saleId: SaleId, productId: ProductId, quantity: Quantity }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "unknown-product",
      "sale-full",
      "quantity-too-large",
      "sale-too-large",
      "payment-in-progress",
    ],
    from: ["till", "tool"],
  },
  /** A code from a scanner, or typed: exact, never searched. */
  "sales.scan": {
    input: z.strictObject({ saleId: SaleId, code: Text, quantity: Quantity }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "unknown-code",
      "sale-full",
      "quantity-too-large",
      "sale-too-large",
      "payment-in-progress",
    ],
    from: ["till", "tool"],
  },
  "sales.set-quantity": {
    input: z.strictObject({ saleId: SaleId, lineId: LineId, quantity: Quantity }),
    output: view<SaleView>(),
    refusals: ["sale-not-open", "line-not-found", "sale-too-large", "payment-in-progress"],
    from: ["till"],
  },
  "sales.remove-line": {
    input: z.strictObject({ saleId: SaleId, lineId: LineId }),
    output: view<SaleView>(),
    refusals: ["sale-not-open", "line-not-found", "payment-in-progress"],
    from: ["till"],
  },
  /** `discount: null` takes the line's discount away. */
  "sales.discount-line": {
    input: z.strictObject({ saleId: SaleId, lineId: LineId, discount: Discount.nullable() }),
    output: view<SaleView>(),
    refusals: ["sale-not-open", "line-not-found", "discount-too-large", "payment-in-progress"],
    from: ["till"],
  },
  "sales.discount": {
    input: z.strictObject({ saleId: SaleId, discount: Discount.nullable() }),
    output: view<SaleView>(),
    refusals: ["sale-not-open", "sale-empty", "discount-too-large", "payment-in-progress"],
    from: ["till"],
  },
  /** Takes all lines away; `sales.undo` brings them back. */
  "sales.clear": {
    input: z.strictObject({ saleId: SaleId }),
    output: view<SaleView>(),
    refusals: ["sale-not-open", "payment-in-progress"],
    from: ["till"],
  },
  /** Takes back the last change of the open sale. */
  "sales.undo": {
    input: z.strictObject({ saleId: SaleId }),
    output: view<SaleView>(),
    refusals: ["sale-not-open", "nothing-to-undo", "payment-in-progress"],
    from: ["till"],
  },
  /**
   * Completes the sale for cash. `total` is the cash total that the clerk saw. Asking again for a
   * sale that the same call completed answers its receipt, so a lost answer is safe to repeat.
   */
  "sales.pay-cash": {
    input: z.strictObject({ saleId: SaleId, total: MoneySchema, given: MoneySchema }),
    output: view<ReceiptView>(),
    refusals: [
      "sale-not-open",
      "sale-completed",
      "sale-empty",
      "price-changed",
      "not-enough-cash",
      "too-much-cash",
      "payment-in-progress",
    ],
    from: ["till", "tool"],
  },
  /**
   * Starts a card payment for the open sale. Its outcome comes later, as `payment-changed`; the
   * sale completes by itself when the card is approved. `total` is the total that the clerk saw.
   */
  "payments.charge": {
    input: z.strictObject({ saleId: SaleId, total: MoneySchema }),
    output: view<PaymentView>(),
    refusals: [
      "sale-not-open",
      "sale-empty",
      "payment-in-progress",
      "price-changed",
      "cards-offline",
      "no-reader",
      "nothing-to-charge",
    ],
    from: ["till", "tool"],
  },
  /** After a decline: another card, on the same attempt. */
  "payments.retry": {
    input: z.strictObject({ paymentId: PaymentId }),
    output: view<PaymentView>(),
    refusals: ["payment-not-found", "payment-not-declined", "cards-offline"],
    from: ["till", "tool"],
  },
  /** Asks for the payment's end. It is "requested" until Stripe says so; a card may be faster. */
  "payments.cancel": {
    input: z.strictObject({ paymentId: PaymentId }),
    output: view<PaymentView>(),
    refusals: ["payment-not-found", "payment-not-open", "cards-offline"],
    from: ["till", "tool"],
  },
  /** Looks an open payment up now. */
  "payments.check": {
    input: z.strictObject({ paymentId: PaymentId }),
    output: view<PaymentView>(),
    refusals: ["payment-not-found", "payment-not-open", "cards-offline"],
    from: ["till"],
  },
  /** Sets the sale of an UNKNOWN payment aside, locked, so that the next customer is served. */
  "payments.serve-next": {
    input: z.strictObject({ paymentId: PaymentId }),
    output: view<SaleView>(),
    refusals: ["payment-not-found", "payment-not-unknown", "sale-not-open"],
    from: ["till"],
  },
  /** Takes a sale that was set aside back, once its payment is proven dead. */
  "sales.take-up": {
    input: z.strictObject({ saleId: SaleId }),
    output: view<SaleView>(),
    refusals: ["sale-not-held", "sale-not-empty", "payment-in-progress"],
    from: ["till"],
  },
  /**
   * Gives a sale's card payment back in full. `total` is the amount that the clerk saw. It is
   * "requested" until Stripe says more, and may fail days later.
   */
  "payments.refund": {
    input: z.strictObject({ saleId: SaleId, total: MoneySchema }),
    output: view<SaleDetailView>(),
    refusals: ["sale-not-found", "not-refundable", "refund-in-progress", "price-changed"],
    from: ["till", "tool"],
  },
  /** Completed sales, newest first; `beforeSeq` continues a list. */
  "sales.list": {
    input: z.strictObject({
      beforeSeq: z.int().min(1).nullable(),
      limit: z.int().min(1).max(100),
    }),
    output: view<readonly SaleSummary[]>(),
    refusals: [],
    from: ["till", "tool"],
  },
  "sales.detail": {
    input: z.strictObject({ saleId: SaleId }),
    output: view<SaleDetailView>(),
    refusals: ["sale-not-found"],
    from: ["till", "tool"],
  },
  "day.x-report": {
    input: z.strictObject({}),
    output: view<XReportView>(),
    refusals: [],
    from: ["till", "tool"],
  },
} as const;

export type Command = keyof typeof contract;
export type Input<C extends Command> = z.infer<(typeof contract)[C]["input"]>;
export type Output<C extends Command> =
  (typeof contract)[C]["output"] extends View<infer Type> ? Type : never;
export type Refusal<C extends Command> = (typeof contract)[C]["refusals"][number];

/** What the door itself answers, for any command. `disk-full` and `storage-failed` kept nothing. */
export const doorRefusals = [
  "unknown-command",
  "not-allowed",
  "bad-input",
  "disk-full",
  "storage-failed",
] as const;
export type DoorRefusal = (typeof doorRefusals)[number];

export type Outcome<C extends Command> =
  Readonly<{ ok: true; value: Output<C> }> | Refused<Refusal<C> | DoorRefusal>;

/** What the register tells its carriers. Each event carries a whole view, which replaces the old. */
export type RegisterEvents = Readonly<{
  "sale-changed": SaleView;
  "sale-completed": ReceiptView;
  "payment-changed": PaymentView;
  "lanes-changed": readonly LaneView[];
  /** A refund of a completed sale moved. */
  "sale-detail-changed": SaleDetailView;
  "status-changed": StatusView;
}>;
export type EventName = keyof RegisterEvents;
export type RegisterEvent = {
  [Name in EventName]: Readonly<{ event: Name; view: RegisterEvents[Name] }>;
}[EventName];

export function isCommand(name: string): name is Command {
  return Object.hasOwn(contract, name);
}

export function commandsFrom(caller: Caller): readonly Command[] {
  const names = Object.keys(contract) as Command[];
  return names.filter((name) => (contract[name].from as readonly Caller[]).includes(caller));
}
