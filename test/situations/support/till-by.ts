import type { PaymentId } from "../../../contract/ids.ts";
import type { Way } from "../../../contract/reader-views.ts";
import {
  openPage,
  openShop,
  openTill,
  type Shop,
  type Till,
} from "../../direct/support/direct-shop.ts";

export const ways = ["direct", "relay"] as const satisfies readonly Way[];

export type TillByWay = Readonly<{
  shop: Shop;
  till: Till;
  /** Charges one item and waits until the amount stands on the reader. */
  chargeOnReader: () => Promise<PaymentId>;
  /** A card is held to the reader. */
  tap: (number: string) => void;
  inPhase: (paymentId: string, phase: string) => ReturnType<Till["untilPayment"]>;
  /** Every phase that the till has shown of a payment, in order. */
  phasesOf: (paymentId: string) => readonly string[];
  /** Status and charges that hold money, intent by intent. */
  books: () => readonly (readonly [status: string, liveCharges: number])[];
}>;

type Options = Readonly<{ shop?: Shop; now?: () => number; number?: 1 | 2 }>;

/** A till with a reader by this way, over real sockets, ready for a customer. */
export async function openTillBy(way: Way, options: Options = {}): Promise<TillByWay> {
  const { shop = await openShop(), ...rest } = options;
  const till = openTill(shop, { ...rest, way });
  if (way === "direct") openPage(till);
  await till.untilReader("ready");
  const { stripe, readerId } = shop;
  return {
    shop,
    till,
    async chargeOnReader() {
      const { paymentId } = till.charge();
      await till.untilPayment(paymentId, ({ onReaderAtMs }) => onReaderAtMs !== null);
      return paymentId;
    },
    tap: (number) => void stripe.control.present(readerId, { number }),
    inPhase: (paymentId, phase) => till.untilPayment(paymentId, (now) => now.phase === phase),
    phasesOf: (paymentId) =>
      till.events
        .flatMap((each) => (each.event === "payment-changed" ? [each.view] : []))
        .filter((payment) => payment.paymentId === paymentId)
        .map(({ phase }) => phase),
    books() {
      const { paymentIntents, charges } = stripe.books();
      return paymentIntents.map(({ id, status }) => {
        const isLive = (charge: (typeof charges)[number]) =>
          charge.payment_intent === id && charge.status === "succeeded" && status !== "canceled";
        return [status, charges.filter(isLive).length] as const;
      });
    },
  };
}
