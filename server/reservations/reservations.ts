import type { HoldAnswer, HoldRequest } from "../../contract/hold-protocol.ts";
import type { RegisterId } from "../../contract/ids.ts";
import { Currency, money, type Money } from "../../contract/money.ts";
import { RegisterId as RegisterIdSchema } from "../../contract/ids.ts";
import type { RefundAnswer, RefundRequest } from "../../contract/refund-protocol.ts";
import type {
  ReservationAnswer,
  ReservationRefusal,
  ReservationRequest,
} from "../../contract/reservation-protocol.ts";
import type { CreditRow, Storage, Tx } from "../storage/storage.ts";
import type { Clock } from "../ports.ts";
import { readCreditHistory } from "./credit-history.ts";
import { openedBook } from "./copied-entry.ts";
import { answerHolds } from "./holds.ts";
import { findSale, holdRefund } from "./refund-claims.ts";

type Reserve = Extract<ReservationRequest, { type: "reserve-credit" }>;
type Read = Extract<ReservationRequest, { type: "read-credit" }>;

export type Reservations = ReturnType<typeof createReservations>;

type Deps = Readonly<{
  storage: Storage;
  /** There is mail for this register. */
  mailed?: (registerId: RegisterId) => void;
  now: Clock;
  isOnline: (registerId: RegisterId) => boolean;
}>;

/**
 * Holds store credit for a register while it sells, and lines of a sale while it gives them back.
 * Transactions run one at a time: so do holds.
 */
export function createReservations(deps: Deps) {
  const { storage, mailed = () => undefined, now, isOnline } = deps;
  return {
    async answerHold(registerId: RegisterId, request: HoldRequest): Promise<HoldAnswer> {
      const asked = { registerId, atMs: now(), isOnline };
      const done = await storage.transaction((tx) => answerHolds(tx, asked, request));
      if (done.mailed !== undefined) mailed(done.mailed);
      return done.answer;
    },
    async answerRefund(registerId: RegisterId, request: RefundRequest): Promise<RefundAnswer> {
      if (request.type === "find-sale") {
        return storage.transaction((tx) => findSale(tx, request));
      }
      const held = await storage.transaction((tx) => holdRefund(tx, registerId, request));
      if (held.mailed !== undefined) mailed(held.mailed);
      return held.answer;
    },
    answer: (registerId: RegisterId, request: ReservationRequest): Promise<ReservationAnswer> =>
      storage.transaction((tx) => answerCredit(tx, registerId, request)),
  };
}

function answerCredit(
  tx: Tx,
  registerId: RegisterId,
  request: ReservationRequest,
): Promise<ReservationAnswer> {
  switch (request.type) {
    case "reserve-credit":
      return reserve(tx, registerId, request);
    case "read-credit":
      return read(tx, request);
    case "read-credit-history":
      return readCreditHistory(tx, request);
  }
}

async function reserve(
  { reservations }: Tx,
  registerId: RegisterId,
  { id, reservationId, accountId, amount }: Reserve,
): Promise<ReservationAnswer> {
  const before = await reservations.select(reservationId);
  const credit = await reservations.selectCredit(accountId);
  const available = availableOf(credit, amount);
  const refuse = (refusal: ReservationRefusal): ReservationAnswer => {
    return { type: "credit-refused", id, reservationId, refusal, available };
  };
  if (before !== undefined) {
    const isSame =
      before.state === "held" &&
      before.registerId === registerId &&
      before.accountId === accountId &&
      before.minor === amount.minor;
    return isSame
      ? { type: "credit-held", id, reservationId, available }
      : refuse("reservation-used");
  }
  if (credit !== undefined && credit.currency !== amount.currency)
    return refuse("currency-mismatch");
  if (amount.minor <= 0 || amount.minor > available.minor) return refuse("credit-too-low");
  const { minor, currency } = amount;
  await reservations.save({ reservationId, registerId, accountId, currency, minor, state: "held" });
  const left = money(available.minor - minor, currency);
  return { type: "credit-held", id, reservationId, available: left };
}

/** An account of which no book has told anything yet holds nothing. */
function availableOf(credit: CreditRow | undefined, { currency }: Money): Money {
  if (credit === undefined) return money(0, currency);
  return money(credit.availableMinor, Currency.parse(credit.currency));
}

async function read({ reservations }: Tx, { id, accountId }: Read): Promise<ReservationAnswer> {
  const credit = await reservations.selectCredit(accountId);
  const none = { balance: null, available: null, lastRegisterId: null };
  if (credit === undefined) {
    const empty = await readEmpty(reservations, accountId);
    return { type: "credit-read", id, accountId, ...none, ...empty };
  }
  const currency = Currency.parse(credit.currency);
  return {
    type: "credit-read",
    ...{ id, accountId },
    balance: money(credit.balanceMinor, currency),
    available: money(credit.availableMinor, currency),
    lastRegisterId: RegisterIdSchema.parse(credit.lastRegisterId),
  };
}

/** An account that was opened and that nothing has moved yet; nothing of one that nobody opened. */
async function readEmpty(rows: Tx["reservations"], accountId: string) {
  const row = await rows.selectOpened(accountId);
  const currency = row?.opened != null ? openedBook(row.opened)?.currency : undefined;
  if (row === undefined || currency === undefined) return {};
  const nothing = money(0, currency);
  const lastRegisterId = RegisterIdSchema.parse(row.registerId);
  return { balance: nothing, available: nothing, lastRegisterId };
}
