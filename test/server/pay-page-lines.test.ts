import { expect, it } from "vitest";
import { PaymentId } from "../../contract/ids.ts";
import { salePage, type Sale } from "../../server/pay-page/page-html.ts";

const row = (name: string, totalMinor: number, kind?: "discount" | "taken") => ({
  ...{ name, quantity: 1, totalMinor },
  ...(kind && { kind }),
});

/** A page of a sale with a discount of which some was taken before. */
function pageIn(language: Sale["language"]): string {
  const lines = [
    row("Discount vouchers", 500),
    row("Discount", -50, "discount"),
    row("Already paid", -200, "taken"),
  ];
  const paymentId = PaymentId.parse("pay_1");
  const link = { paymentId, token: "token", shopName: "Quayside", lines, sessionId: null };
  const payment = { amountMinor: 250, currency: "EUR" } as Sale["payment"];
  return salePage({ link: { ...link, page: "open" }, payment, language }, "open");
}

it.each([
  ["en", "Discount", "Already paid"],
  ["ja", "割引", "お支払い済み"],
  ["ar", "خصم", "مدفوع من قبل"],
] as const)("says in %s what is no item of the sale, and leaves items as they are", (...said) => {
  const [language, discount, taken] = said;
  const page = pageIn(language);
  const names = [...page.matchAll(/<li><span dir="auto">([^<]*)/g)].map(([, name]) => name);
  expect(names).toEqual(["Discount vouchers", discount, taken]);
});
