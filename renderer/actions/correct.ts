import type { Input } from "../../contract/commands.ts";
import type { CorrectionId } from "../../contract/ids.ts";
import { money, type Money } from "../../contract/money.ts";
import type { EntryView, PostingView } from "../../contract/views.ts";
import type { RefusalCode } from "../format/words.ts";
import { useCorrection } from "../store/correction-store.ts";
import { askAllowed } from "./approve.ts";

/** What is owed to customers is told apart by account, so the register corrects it in no other way. */
const NOT_CORRECTED = "liabilities:store-credit";

/** Accounts that have no name of a shop's in them: where an amount may have belonged. */
export const commonAccounts = [
  "assets:drawer:cash",
  "assets:safe",
  "assets:bank",
  "assets:uncollected",
  "expenses:petty-cash",
  "expenses:over-short",
  "expenses:goodwill",
  "expenses:rounding",
  "equity:float",
] as const;

export function canCorrect({ postings, type }: EntryView): boolean {
  if (type === "correction" || postings.length === 0) return false;
  return postings.every(({ account }) => account !== NOT_CORRECTED);
}

export function openCorrection(entry: EntryView): void {
  if (canCorrect(entry)) useCorrection.setState({ entry, done: null });
}

export function closeCorrection(): void {
  useCorrection.setState({ entry: null });
}

/** An amount that stands on one account of an entry, and belongs on another. */
export type Mistake = Readonly<{ from: string; to: string; amount: Money }>;

/**
 * All that the entry should have posted, had the amount gone where it belongs. On a credit the
 * amount is taken off its credit: what one account loses the other gets, on the same side.
 */
export function shouldBe(
  postings: readonly PostingView[],
  { from, to, amount }: Mistake,
): Input<"ledger.correct">["shouldBe"] {
  const sums = new Map<string, number>();
  const add = (account: string, minor: number) =>
    sums.set(account, (sums.get(account) ?? 0) + minor);
  for (const posting of postings) add(posting.account, posting.amount.minor);
  const side = (sums.get(from) ?? 0) < 0 ? -1 : 1;
  add(from, -side * amount.minor);
  add(to, side * amount.minor);
  return [...sums]
    .filter(([, minor]) => minor !== 0)
    .map(([account, minor]) => ({ account, minor }));
}

/** What stands on an account of an entry, without its side. */
export function standsOn({ postings }: EntryView, account: string): Money | null {
  const own = postings.filter((posting) => posting.account === account);
  const [first] = own;
  if (first === undefined) return null;
  const minor = own.reduce((sum, { amount }) => sum + amount.minor, 0);
  return money(Math.abs(minor), first.amount.currency);
}

type Wanted = Readonly<{
  /** One for all tries: the same correction again is answered as before. */
  correctionId: CorrectionId;
  entry: EntryView;
  mistake: Mistake;
  reason: string;
}>;

/** Answers why not, or null once the correction stands beside its entry. */
export async function correctEntry(wanted: Wanted): Promise<RefusalCode | null> {
  const { correctionId, entry, mistake, reason } = wanted;
  const answer = await askAllowed("ledger.correct", {
    ...{ correctionId, correctsSeq: entry.seq, reason },
    shouldBe: shouldBe(entry.postings, mistake),
  });
  if (!answer.ok) return answer.refusal;
  useCorrection.setState({ entry: null, done: answer.value });
  return null;
}
