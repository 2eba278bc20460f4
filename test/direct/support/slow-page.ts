import { expect } from "vitest";
import type { FromReaderWindow } from "../../../contract/reader-window.ts";
import { eventually } from "../../support/eventually.ts";
import { openPage, openShop, openTill, type Shop, type Till } from "./direct-shop.ts";

export const statuses = ({ stripe }: Shop): string[] =>
  stripe.books().paymentIntents.map(({ status }) => status);
export const onReader = (till: Till, paymentId: string) =>
  till.untilPayment(paymentId, ({ onReaderAtMs }) => onReaderAtMs !== null);
export const inPhase = (till: Till, paymentId: string, phase: string) =>
  till.untilPayment(paymentId, (payment) => payment.phase === phase);

/** A till whose page keeps back how its tries ended. */
export async function openSlow() {
  const shop = await openShop();
  const till = openTill(shop);
  const held: FromReaderWindow[] = [];
  const keepBack = (said: FromReaderWindow) => {
    if (said.type !== "reader-finished") return said;
    held.push(said);
    return null;
  };
  const page = openPage(till, { outgoing: keepBack });
  await till.untilReader("ready");
  const letSay = async () => {
    await eventually(() => expect(held).toHaveLength(1));
    held.splice(0).forEach(page.say);
  };
  return { shop, till, letSay };
}
