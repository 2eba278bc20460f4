import { ok } from "../../contract/result.ts";
import type { Handlers } from "../door.ts";
import type { CardDeps } from "../payments/card-payments.ts";
import { chargeTopUp } from "./charge-top-up.ts";
import { accountView, openAccount, topUp, type AccountDeps } from "./credit-accounts.ts";
import type { CreditSpends } from "./spend-credit.ts";

/** Store credit: accounts, top-ups, and paying by them. */
export function storeCreditHandlers(deps: AccountDeps, spends: CreditSpends, cards: CardDeps) {
  const { credit } = deps;
  return {
    "credit.open": (who, input) => openAccount(deps, who, input),
    "credit.find": (_who, { text, limit }) =>
      ok(credit.find(text, limit).map(({ accountId }) => accountView(credit, accountId))),
    "credit.read": (_who, input) => spends.read(input),
    "credit.history": (_who, input) => spends.history(input),
    "credit.top-up": (who, input) => topUp(deps, who, input),
    "credit.charge-top-up": (who, input) => chargeTopUp({ ...deps, ...cards }, who, input),
    "credit.pay": (who, input) => spends.pay(who, input),
    "credit.cancel": (_who, input) => spends.cancel(input),
  } satisfies Partial<Handlers>;
}
