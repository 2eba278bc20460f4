import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { ShopView } from "../../contract/views.ts";
import { accounts } from "../../ledger/chart.ts";
import type { Ledger, Recorded } from "../../ledger/ledger.ts";
import type { Correction } from "../../ledger/ledger-entry.ts";
import type { Posting } from "../../ledger/posting.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { entryView } from "../sales/sale-views.ts";
import { told, type DayDeps } from "./drawer-commands.ts";
import { isKnownAccount } from "./known-accounts.ts";

type Wanted = Input<"ledger.correct">;

type Deps = DayDeps &
  Readonly<{
    db: Database;
    ledger: Ledger;
    shop: ShopView;
    /** Witnesses the head, once the correction is on the disk. */
    witness: () => void;
  }>;

/** An entry is never changed: what is wrong with one is posted beside it, with a reason. */
export function correctEntry(deps: Deps, who: Who, input: Wanted): Outcome<"ledger.correct"> {
  const { db, ledger, shop } = deps;
  const { correctionId, correctsSeq, shouldBe, reason } = input;
  const [before] = ledger.entriesOf(correctionId).filter(isCorrection);
  if (before !== undefined) {
    return isSameAs(deps, before, input)
      ? ok(entryView(before))
      : refuse("correction-used", correctionId);
  }
  if (deps.day.isTraining()) return refuse("training");
  const corrected = ledger.entryAt(correctsSeq);
  if (corrected === undefined) return refuse("entry-not-found", String(correctsSeq));
  if (corrected.postings.length === 0) return refuse("entry-not-correctable", String(correctsSeq));
  const stranger = shouldBe.find(({ account }) => !isCorrectable(deps, account));
  if (stranger !== undefined) return refuse("account-not-found", stranger.account);
  if (shouldBe.reduce((sum, { minor }) => sum + minor, 0) !== 0) return refuse("not-balanced");
  const stands = [corrected, ...correctionsOf(ledger, correctsSeq)].flatMap((one) => one.postings);
  if (stands.some(({ account }) => account === accounts.storeCredit)) {
    return refuse("account-not-found", accounts.storeCredit);
  }
  const postings = difference(shouldBe, stands, shop.currency);
  if (postings.length === 0) return refuse("nothing-to-correct");
  const recorded = db
    .transaction(() =>
      ledger.append({
        ...{ type: "correction" as const, correctionId, correctsSeq, reason },
        ...{ userId: who.userId, approval: who.approval?.approvalId ?? null },
        postings: [...postings],
      }),
    )
    .immediate();
  deps.witness();
  told(deps);
  return ok(entryView(recorded));
}

/** Asked for again: what stands with this correction, and those before it, is what it asks for. */
function isSameAs({ ledger, shop }: Deps, before: Recorded<Correction>, input: Wanted): boolean {
  const { correctsSeq, reason } = before.entry;
  if (correctsSeq !== input.correctsSeq || reason !== input.reason) return false;
  const corrected = ledger.entryAt(correctsSeq);
  const upToIt = correctionsOf(ledger, correctsSeq).filter(({ seq }) => seq <= before.seq);
  const stood = [...(corrected?.postings ?? []), ...upToIt.flatMap((one) => one.postings)];
  return difference(input.shouldBe, stood, shop.currency).length === 0;
}

/** What is owed to customers is told apart by account, which a posting alone cannot say. */
function isCorrectable(deps: Deps, account: string): boolean {
  return account !== accounts.storeCredit && isKnownAccount(deps, account);
}

/** Those of the entry, and those of its corrections. */
function correctionsOf(ledger: Ledger, seq: number): readonly Recorded<Correction>[] {
  const meant = new Set([seq]);
  return ledger.since("correction", seq + 1).filter((correction) => {
    const isOf = meant.has(correction.entry.correctsSeq);
    if (isOf) meant.add(correction.seq);
    return isOf;
  });
}

function difference(
  shouldBe: Wanted["shouldBe"],
  stands: readonly Posting[],
  currency: ShopView["currency"],
): Correction["postings"] {
  const left = new Map(shouldBe.map(({ account, minor }) => [account, minor]));
  for (const { account, minor } of stands) left.set(account, (left.get(account) ?? 0) - minor);
  return [...left]
    .filter(([, minor]) => minor !== 0)
    .map(([account, minor]) => ({ account, currency, minor }));
}

function isCorrection(recorded: Recorded): recorded is Recorded<Correction> {
  return recorded.entry.type === "correction";
}
