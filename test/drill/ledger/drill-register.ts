import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Command, Input, Output, Who } from "../../../contract/commands.ts";
import { money } from "../../../contract/money.ts";
import type { RegisterOptions } from "../../../register/register-options.ts";
import type { Logger } from "../../../register/ports.ts";
import type { Register } from "../../../register/register.ts";
import { demoProducts } from "../../../sandbox/demo-catalog.ts";
import { demoClerk, demoShop } from "../../../sandbox/demo-shop.ts";
import { openFileSecrets } from "../../../register/file-secrets.ts";

const who: Who = { caller: "till", ...demoClerk };
const rights = { clerk: { "day.close": "allowed", "day.x-report": "allowed" } } as const;
const config = { ...demoShop, people: { ...demoShop.people, rights } };

/** What a register is owed after any crash: the entry behind an answer that was given. */
export type Ack = Readonly<{ seq: number; hash: string }>;

export const quietLog: Logger = { info: () => 0, warn: () => 0, error: () => 0 };

export function drillOptions(folder: string, more: Partial<RegisterOptions> = {}): RegisterOptions {
  return {
    folder,
    config,
    products: demoProducts,
    cards: null,
    now: Date.now,
    newId: (prefix) => `${prefix}_${randomUUID()}`,
    log: quietLog,
    secrets: openFileSecrets(join(folder, "secrets")),
    ...more,
  };
}

/** The hands of a clerk who is in a hurry. */
export function clerkOf(register: Register) {
  function act<C extends Command>(command: C, input: Input<C>): Output<C> {
    const outcome = register.handle(who, command, input);
    if (!outcome.ok) throw new Error(`${command}: ${outcome.refusal} ${outcome.detail ?? ""}`);
    return outcome.value as Output<C>;
  }
  const [product] = act("catalog.search", { text: "espresso", limit: 1 });
  if (product === undefined) throw new Error("the demo sells no espresso");
  const { productId } = product;
  const openDrawer = () => {
    const nothing = money(0, demoShop.shop.currency);
    act("day.open-session", { denominations: [], fromSafe: nothing });
  };
  // A kill may have fallen between a Z and the next drawer.
  if (act("register.view", {}).day.session === null) openDrawer();

  return {
    act,
    sell(quantity = 1): Ack {
      const { saleId } = act("register.view", {}).sale;
      const { cashTotal } = act("sales.add", { saleId, productId, quantity });
      const { seq, hash } = act("sales.pay-cash", { saleId, total: cashTotal, given: cashTotal });
      return { seq, hash };
    },
    /** Counts what is expected, to the cent, closes, and opens the next drawer with nothing in it. */
    closeDay(): Ack {
      const { drawerExpected } = act("day.x-report", {});
      const { countId } = act("day.count", { denominations: pieces(drawerExpected.minor) });
      const { seq, hash } = act("day.close", { close: { countId, toSafe: drawerExpected } });
      openDrawer();
      return { seq, hash };
    },
  };
}

function pieces(minor: number) {
  const notes = Math.floor(minor / 5_000);
  return [
    { minor: 5_000, count: notes },
    { minor: 1, count: minor - notes * 5_000 },
  ].filter(({ count }) => count > 0);
}
