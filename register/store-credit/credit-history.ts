import type { Input, Outcome } from "../../contract/commands.ts";
import { SaleId, type CreditAccountId } from "../../contract/ids.ts";
import { Currency, money } from "../../contract/money.ts";
import type { ReservationAnswer } from "../../contract/reservation-protocol.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { CreditHistoryView, CreditMoveView } from "../../contract/store-credit-views.ts";
import { creditMoves } from "../../ledger/credit-moves.ts";
import type { Ledger, Recorded } from "../../ledger/ledger.ts";
import type { RegisterConfig } from "../ports.ts";
import type { Users } from "../people/users.ts";
import { receiptNumber, type ReceiptNames } from "../sales/sale-views.ts";
import type { BookQuestions } from "./book-questions.ts";

export type HistoryDeps = Readonly<{
  ledger: Ledger;
  users: Users;
  names: ReceiptNames;
  config: Pick<RegisterConfig, "registerId">;
  line: Pick<BookQuestions, "send">;
}>;

type Asked = Input<"credit.history">;
type Told = Extract<ReservationAnswer, { type: "credit-history" }>;

/**
 * What this book knows is answered at once; what other tills moved is the relay's to say, and comes
 * as an event. An older page of the shop's list is not made up from this till's part.
 */
export function readHistory(deps: HistoryDeps, asked: Asked): Outcome<"credit.history"> {
  const { accountId, before, limit } = asked;
  if (before?.source === "till") return ok(tillHistory(deps, asked, false));
  const number = before?.number ?? null;
  const id = `history-${accountId}-${number ?? "newest"}`.slice(0, 80);
  const request = { type: "read-credit-history" as const, id, accountId, before: number, limit };
  const isAsked = deps.line.send(request);
  if (before === null) return ok(tillHistory(deps, asked, isAsked));
  if (!isAsked) return refuse("credit-offline");
  return ok({ accountId, source: "shop", isAsked, before, moves: [], next: null });
}

/** Entries that name the account without moving it, as the one that opened it, fill no page. */
function tillHistory(
  deps: HistoryDeps,
  { accountId, before, limit }: Asked,
  isAsked: boolean,
): CreditHistoryView {
  const moves: CreditMoveView[] = [];
  let number = before?.number ?? Number.MAX_SAFE_INTEGER;
  let isMore = true;
  while (isMore && moves.length < limit) {
    const entries = deps.ledger.ofCredit(accountId, number, limit - moves.length);
    moves.push(...entries.flatMap((recorded) => movesOf(deps, accountId, recorded)));
    number = entries.at(-1)?.seq ?? number;
    isMore = entries.length > 0;
  }
  const hasOlder = isMore && deps.ledger.ofCredit(accountId, number, 1).length > 0;
  const next = hasOlder ? { source: "till" as const, number } : null;
  return { accountId, source: "till", isAsked, before, moves, next };
}

function movesOf(
  deps: HistoryDeps,
  accountId: CreditAccountId,
  recorded: Recorded,
): readonly CreditMoveView[] {
  return creditMoves(recorded.entry)
    .filter((move) => move.accountId === accountId)
    .toReversed()
    .map((move) => ({
      movementId: move.movementId,
      kind: move.kind,
      amount: money(move.minor, Currency.parse(move.currency)),
      atMs: recorded.atMs,
      clerk: deps.users.nameOf(move.userId),
      registerNumber: deps.names.registerNumber,
      isHere: true,
      saleId: move.saleId === null ? null : SaleId.parse(move.saleId),
      receiptNumber: move.saleId === null ? null : receiptOf(deps, move.saleId),
      by: move.by,
    }));
}

/** None for a sale that is not complete, or that another register sold. */
function receiptOf({ ledger, names }: HistoryDeps, saleId: string): string | null {
  for (const { entry } of ledger.entriesOf(saleId)) {
    if (entry.type === "sale-completed") return receiptNumber(names, entry);
  }
  return null;
}

/** The relay's page, with the names that this till knows. */
export function shopHistory(deps: HistoryDeps, told: Told): CreditHistoryView {
  const { accountId, before, next } = told;
  const cursor = (number: number | null) =>
    number === null ? null : { source: "shop" as const, number };
  const moves = told.moves.map(({ registerId, userId, ...move }): CreditMoveView => {
    const clerk = userId === null ? null : deps.users.nameOf(userId);
    return { ...move, clerk, isHere: registerId === deps.config.registerId };
  });
  const place = { accountId, source: "shop" as const, isAsked: false };
  return { ...place, before: cursor(before), moves, next: cursor(next) };
}
