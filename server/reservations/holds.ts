import {
  MAX_HOLDS,
  type Hold,
  type HoldAnswer,
  type HoldRefusal,
  type HoldRequest,
  type LateSpend,
  type StandingHold,
} from "../../contract/hold-protocol.ts";
import { CreditAccountId, RegisterId, ReservationId, SaleId } from "../../contract/ids.ts";
import { Currency } from "../../contract/money.ts";
import { OfficeEntry, type OfficeEntryOf } from "../../ledger/entries/office.ts";
import { appendOffice } from "../office/office-book.ts";
import type { ReservationRow, Tx } from "../storage/storage.ts";
import { overOf, releaseRefund, type Mailed } from "./refund-claims.ts";

type Release = Extract<HoldRequest, { type: "release-hold" }>;
type Accept = Extract<HoldRequest, { type: "accept-late" }>;
type Answered = Readonly<{ answer: HoldAnswer; mailed: Mailed }>;

type Asked = Readonly<{
  /** Whose manager asks. */
  registerId: RegisterId;
  atMs: number;
  isOnline: (registerId: RegisterId) => boolean;
}>;

/** All requests about holds, each in the transaction of the caller. */
export async function answerHolds(tx: Tx, asked: Asked, request: HoldRequest): Promise<Answered> {
  switch (request.type) {
    case "list-holds": {
      const holds = { held: await listHeld(tx, asked), late: await listLate(tx) };
      return { answer: { type: "holds", id: request.id, ...holds }, mailed: undefined };
    }
    case "release-hold":
      return release(tx, asked, request);
    case "accept-late":
      return { answer: await acceptLate(tx, asked, request), mailed: undefined };
  }
}

/** What a reservation holds or held; nothing where an id was used up before anything was held. */
export async function holdOf(tx: Tx, row: ReservationRow): Promise<Hold | undefined> {
  const { accountId, currency, minor } = row;
  if (accountId !== null && currency !== null && minor !== null) {
    return {
      kind: "credit",
      accountId: CreditAccountId.parse(accountId),
      currency: Currency.parse(currency),
      amountMinor: minor,
    };
  }
  const claim = await tx.refundClaims.select(row.reservationId);
  if (claim === undefined || claim.lines.length === 0) return undefined;
  return {
    kind: "refund",
    originRegisterId: RegisterId.parse(claim.originRegisterId),
    saleId: SaleId.parse(claim.saleId),
    lines: [...claim.lines],
  };
}

async function listHeld(tx: Tx, { isOnline }: Asked): Promise<StandingHold[]> {
  const held: StandingHold[] = [];
  for (const row of await tx.reservations.selectHeld(MAX_HOLDS)) {
    const hold = await holdOf(tx, row);
    if (hold === undefined) continue;
    const registerId = RegisterId.parse(row.registerId);
    const reservationId = ReservationId.parse(row.reservationId);
    const { lastHeardMs } = row;
    held.push({ reservationId, registerId, lastHeardMs, isOnline: isOnline(registerId), hold });
  }
  return held;
}

/** What nobody has stood for yet. */
async function listLate({ office }: Tx): Promise<LateSpend[]> {
  const rows = await office.selectUnsigned("hold-spent-late", MAX_HOLDS);
  return rows.map(({ content }): LateSpend => {
    const { atMs, entry } = lateOf(content);
    const { reservationId, registerId, overMinor, hold } = entry;
    return { reservationId, registerId, atMs, overMinor, hold };
  });
}

function lateOf(content: string) {
  const { atMs, entry } = JSON.parse(content) as { atMs: number; entry: unknown };
  return { atMs, entry: OfficeEntry.parse(entry) as OfficeEntryOf<"hold-spent-late"> };
}

/** The office chain tells of it in the transaction that lets go. */
async function release(tx: Tx, asked: Asked, request: Release): Promise<Answered> {
  const { id, reservationId, reason, userId, approval } = request;
  const refuse = (refusal: HoldRefusal): Answered => {
    return { answer: { type: "hold-refused", id, reservationId, refusal }, mailed: undefined };
  };
  const done = { type: "hold-done" as const, id, reservationId, phase: "released" as const };
  const row = await tx.reservations.select(reservationId);
  const hold = row && (await holdOf(tx, row));
  if (row === undefined || hold === undefined) return refuse("hold-not-found");
  if (row.state !== "held") {
    const before = await tx.office.selectAbout(reservationId, "hold-released");
    const isDone = row.state === "released" && before !== undefined;
    return isDone ? { answer: done, mailed: undefined } : refuse("hold-ended");
  }
  const registerId = RegisterId.parse(row.registerId);
  if (asked.isOnline(registerId) && registerId !== asked.registerId) {
    return refuse("register-online");
  }
  await appendOffice(tx, asked.atMs, {
    type: "hold-released",
    ...{ reservationId, registerId, hold, userId, approval, reason },
    byRegisterId: asked.registerId,
  });
  await tx.reservations.save({ ...row, state: "released" });
  return { answer: done, mailed: await releaseRefund(tx, registerId, reservationId) };
}

/** Its seal is what was seen: a signature under another one would be for something else. */
async function acceptLate(tx: Tx, { atMs }: Asked, request: Accept): Promise<HoldAnswer> {
  const { id, reservationId, userId } = request;
  const late = await tx.office.selectAbout(reservationId, "hold-spent-late");
  if (late === undefined) {
    return { type: "hold-refused", id, reservationId, refusal: "hold-not-found" };
  }
  const types = await tx.office.selectTypes(reservationId);
  if (!types.includes("signed-off")) {
    const signed = { type: "signed-off" as const, what: reservationId, userId };
    await appendOffice(tx, atMs, { ...signed, digest: late.hash });
  }
  return { type: "hold-done", id, reservationId, phase: "accepted" };
}

type Spent = Readonly<{ before: ReservationRow | undefined; atMs: number; seq: number }>;

/**
 * An entry spent what was let go of before: it counts, and what it took too much is told to the
 * office chain, in the transaction that follows the entry and after its movement. For a reservation
 * that stood, nothing.
 */
export async function noteLateSpend(tx: Tx, { before, atMs, seq }: Spent): Promise<void> {
  if (before?.state !== "released") return;
  const hold = await holdOf(tx, before);
  if (hold === undefined) return;
  await appendOffice(tx, atMs, {
    type: "hold-spent-late",
    reservationId: ReservationId.parse(before.reservationId),
    registerId: RegisterId.parse(before.registerId),
    ...{ hold, seq, overMinor: await overMinorOf(tx, hold) },
  });
}

async function overMinorOf(tx: Tx, hold: Hold): Promise<number> {
  if (hold.kind === "refund") return overOf(tx, hold);
  const credit = await tx.reservations.selectCredit(hold.accountId);
  return Math.max(0, 0 - (credit?.availableMinor ?? 0));
}
