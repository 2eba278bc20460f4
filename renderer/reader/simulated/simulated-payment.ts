import type { Terminal } from "@stripe/terminal-js";
import type { SandboxLine } from "./sandbox-line.ts";

type Methods = Pick<
  Terminal,
  | "setReaderDisplay"
  | "clearReaderDisplay"
  | "collectPaymentMethod"
  | "cancelCollectPaymentMethod"
  | "processPayment"
  | "cancelProcessPayment"
  | "collectRefundPaymentMethod"
  | "cancelCollectRefundPaymentMethod"
  | "processRefund"
  | "cancelProcessRefund"
>;

/** The commands of one connected reader. Each answers when the sandbox's reader has ended it. */
export function simulatedPayment(line: SandboxLine, session: () => string | null): Methods {
  const at = (verb: string) => `/sessions/${session() ?? "none"}/${verb}`;
  return {
    setReaderDisplay: ({ cart }) => {
      const { currency, total } = cart ?? {};
      const items = (cart?.line_items ?? []).map(({ amount, description, quantity }) => ({
        amount: amount ?? 0,
        description: description ?? "",
        quantity: quantity ?? 0,
      }));
      const shown = {
        currency: currency ?? "",
        line_items: items,
        tax: cart?.tax ?? null,
        total: total ?? 0,
      };
      return line.ask(at("display"), { cart: shown });
    },
    clearReaderDisplay: () => line.ask(at("display"), { cart: null }),
    collectPaymentMethod: (clientSecret, options) => {
      const { skip_tipping: skipTipping, tipping } = options?.config_override ?? {};
      return line.ask(at("collect"), {
        clientSecret,
        skipTipping: skipTipping === true,
        eligibleMinor: tipping?.eligible_amount ?? null,
      });
    },
    cancelCollectPaymentMethod: () => line.ask(at("cancel"), {}),
    processPayment: ({ id }) => line.ask(at("process"), { intentId: id }),
    cancelProcessPayment: () => line.ask(at("cancel"), {}),
    collectRefundPaymentMethod: (chargeId, amountMinor, currency) =>
      line.ask(at("collectRefund"), { chargeId, amountMinor, currency }),
    cancelCollectRefundPaymentMethod: () => line.ask(at("cancel"), {}),
    processRefund: () => line.ask(at("processRefund"), {}),
    cancelProcessRefund: () => line.ask(at("cancel"), {}),
  };
}
