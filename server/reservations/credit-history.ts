import { RegisterId, SaleId, UserId } from "../../contract/ids.ts";
import { Currency, money } from "../../contract/money.ts";
import type {
  CreditMoveRead,
  ReservationAnswer,
  ReservationRequest,
} from "../../contract/reservation-protocol.ts";
import { creditMoves, type CreditMove } from "../../ledger/credit-moves.ts";
import type { CreditMoveRow, Tx } from "../storage/storage.ts";
import { copiedEntry, registerNumberOf, type CopiedFact } from "./copied-entry.ts";

type Asked = Extract<ReservationRequest, { type: "read-credit-history" }>;

/**
 * What moved an account at any register, newest first, as the relay heard of it: books that are not
 * copied yet have not told theirs.
 */
export async function readCreditHistory(
  tx: Tx,
  { id, accountId, before, limit }: Asked,
): Promise<ReservationAnswer> {
  const asked = { accountId, before: before ?? Number.MAX_SAFE_INTEGER, limit: limit + 1 };
  const rows = await tx.reservations.selectMoves(asked);
  const shown = rows.slice(0, limit);
  const moves: CreditMoveRead[] = [];
  for (const row of shown) moves.push(await moveOf(tx, row));
  const next = rows.length > limit ? (shown.at(-1)?.number ?? null) : null;
  return { type: "credit-history", id, accountId, before, moves, next };
}

async function moveOf(tx: Tx, row: CreditMoveRow): Promise<CreditMoveRead> {
  const { movementId, currency, minor, content, opened } = row;
  const told = content === null ? undefined : copiedEntry(content);
  const move = told && creditMoves(told.entry).find((one) => one.movementId === movementId);
  return {
    movementId,
    amount: money(minor, Currency.parse(currency)),
    registerId: RegisterId.parse(row.registerId),
    registerNumber: (opened && registerNumberOf(opened)) || null,
    ...(told && move ? await factsOf(tx, { row, told, move }) : unknown),
  };
}

const unknown = {
  ...{ kind: null, atMs: null, userId: null, saleId: null, receiptNumber: null, by: null },
};

type Told = Readonly<{ row: CreditMoveRow; told: CopiedFact; move: CreditMove }>;

async function factsOf(tx: Tx, { row, told, move }: Told) {
  const { kind, userId, saleId, by } = move;
  const origin = told.entry.type === "refund-paid" ? told.entry.originRegisterId : null;
  const soldAt = origin ?? row.registerId;
  return {
    ...{ kind, by, atMs: told.atMs, userId: UserId.parse(userId) },
    saleId: saleId === null ? null : SaleId.parse(saleId),
    receiptNumber: saleId === null ? null : await receiptOf(tx, soldAt, saleId),
  };
}

/** None for a sale that is not complete, or whose book is not here. */
async function receiptOf(tx: Tx, registerId: string, saleId: string): Promise<string | null> {
  const sold = await tx.refundClaims.selectSale(registerId, saleId);
  if (sold === undefined) return null;
  const sale = copiedEntry(sold.content)?.entry;
  const registerNumber = registerNumberOf(sold.opened);
  if (sale?.type !== "sale-completed" || registerNumber === undefined) return null;
  return `${registerNumber}-${sale.receiptCount}`;
}
