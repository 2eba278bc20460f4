import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { CreditAccountId } from "../../contract/ids.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { CreditAccountView } from "../../contract/store-credit-views.ts";
import type { ShopView } from "../../contract/views.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { CreditToppedUp } from "../../ledger/ledger-entry.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { topUpSaleId } from "../payments/top-up-payment.ts";
import type { Payments } from "../payments/payments.ts";
import { mayPass } from "../people/may-pass.ts";
import type { NewId } from "../ports.ts";
import type { CreditRows } from "./credit-rows.ts";

export type AccountDeps = Readonly<{
  db: Database;
  ledger: Ledger;
  shop: ShopView;
  credit: CreditRows;
  newId: NewId;
  payments: Pick<Payments, "ofSale">;
  isSelling: () => boolean;
  isTraining: () => boolean;
}>;

/** What the till knows by itself; the relay tells the rest. */
export function accountView(credit: CreditRows, accountId: CreditAccountId): CreditAccountView {
  return { accountId, name: credit.nameOf(accountId) ?? "", balance: null, available: null };
}

export function openAccount(
  { db, ledger, credit, newId }: AccountDeps,
  { userId }: Who,
  { name }: Input<"credit.open">,
): Outcome<"credit.open"> {
  const accountId = CreditAccountId.parse(newId("credit"));
  db.transaction(() => {
    credit.addAccount(accountId, name);
    ledger.append({ type: "credit-opened", accountId, userId });
  }).immediate();
  return ok(accountView(credit, accountId));
}

type TopUp = Input<"credit.top-up">;

/**
 * The entry is the credit: exactly once by its id, whoever asks again. The account is one of this
 * register's book, or of another's that the relay has told of.
 */
export function topUp(deps: AccountDeps, who: Who, input: TopUp): Outcome<"credit.top-up"> {
  const { db, ledger, shop, credit } = deps;
  const { topUpId, accountId, amount, by } = input;
  const entries = ledger.entriesOf(accountId).map(({ entry }) => entry);
  const before = entries.find((entry) => isTopUp(entry, topUpId));
  if (before !== undefined) {
    const isSame = before.amountMinor === amount.minor && isSameBy(before.by, by);
    return isSame ? ok(accountView(credit, accountId)) : refuse("top-up-used", topUpId);
  }
  const refusal = faultOfTopUp(deps, input);
  if (refusal !== null) return refuse(refusal);
  const attempts = deps.payments.ofSale(topUpSaleId(topUpId));
  // A card may be paying for it, and nobody knows yet.
  if (attempts.some(({ phase }) => phase !== "cancelled")) return refuse("payment-in-progress");
  if (by.tender === "goodwill" && !mayPass(who)) return refuse("needs-approval");
  const approval = who.approval?.approvalId ?? null;
  db.transaction(() =>
    ledger.append({
      type: "credit-topped-up",
      ...{ topUpId, accountId, userId: who.userId, currency: shop.currency },
      amountMinor: amount.minor,
      by: by.tender === "goodwill" ? { ...by, approval } : by,
    }),
  ).immediate();
  return ok(accountView(credit, accountId));
}

function isSameBy(before: CreditToppedUp["by"], by: TopUp["by"]): boolean {
  const isOther = before.tender === "other" && by.tender === "other";
  return before.tender === by.tender && (!isOther || before.name === by.name);
}

/** Of this register's book, or of another's that the relay has told of since the start. */
export function isKnownAccount(
  { ledger, credit }: Pick<AccountDeps, "ledger" | "credit">,
  accountId: CreditAccountId,
): boolean {
  return credit.isLearned(accountId) || ledger.entriesOf(accountId).length > 0;
}

type Wanted = Omit<TopUp, "by"> & Readonly<{ by: Readonly<{ tender: string }> }>;

/** What stands against adding this to an account now, whatever pays for it. */
export function faultOfTopUp(deps: AccountDeps, { topUpId, accountId, amount, by }: Wanted) {
  const { ledger, shop, isSelling, isTraining } = deps;
  if (!isKnownAccount(deps, accountId)) return "account-not-found";
  // Another account's.
  if (ledger.isDone(topUpId)) return "top-up-used";
  if (by.tender !== "goodwill" && !isSelling()) return "session-not-open";
  if (isTraining()) return "training";
  if (amount.currency !== shop.currency) return "currency-mismatch";
  return amount.minor > 0 ? null : "nothing-to-move";
}

function isTopUp(entry: Readonly<{ type: string }>, topUpId: string): entry is CreditToppedUp {
  return entry.type === "credit-topped-up" && "topUpId" in entry && entry.topUpId === topUpId;
}
