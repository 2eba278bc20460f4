import { RefundId, RegisterId, SaleId } from "../../contract/ids.ts";
import type {
  LinePart,
  RefundAnswer,
  RefundHoldRefusal,
  RefundRequest,
} from "../../contract/refund-protocol.ts";
import type { EntryOf, SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { RefundClaimRow, SoldRow, Tx } from "../storage/storage.ts";
import { copiedEntry, registerNumberOf } from "./copied-entry.ts";
import { voidedParts } from "./voided-parts.ts";

type Find = Extract<RefundRequest, { type: "find-sale" }>;
type Hold = Extract<RefundRequest, { type: "reserve-refund" }>;

/** Who was mailed to, so that the mail goes out once it is on the disk. */
export type Mailed = RegisterId | undefined;
type Held = Readonly<{ answer: RefundAnswer; mailed: Mailed }>;

/** A receipt whose number two registers print is nobody's: none is found. */
export async function findSale(
  { refundClaims }: Tx,
  { id, receiptNumber }: Find,
): Promise<RefundAnswer> {
  const [registerNumber = 0, receiptCount = 0] = receiptNumber.split("-").map(Number);
  const rows = await refundClaims.selectSales(receiptCount);
  const [row, ...others] = rows.filter(({ opened }) => registerNumberOf(opened) === registerNumber);
  const answer = { type: "sale-found" as const, id, receiptNumber };
  if (row === undefined || others.length > 0) return { ...answer, sale: null };
  const { registerId, saleId, content } = row;
  const refunded = sumParts(await refundClaims.selectStanding(registerId, saleId));
  const originRegisterId = RegisterId.parse(registerId);
  return { ...answer, sale: { originRegisterId, content, refunded } };
}

function sumParts(claims: readonly RefundClaimRow[]): LinePart[] {
  const sums = new Map<string, LinePart>();
  for (const part of claims.flatMap(({ lines }) => lines)) {
    const before = sums.get(part.lineId) ?? { quantity: 0, amountMinor: 0 };
    const quantity = before.quantity + part.quantity;
    const amountMinor = before.amountMinor + part.amountMinor;
    sums.set(part.lineId, { lineId: part.lineId, quantity, amountMinor });
  }
  return [...sums.values()];
}

/**
 * Holds lines of a sale for one refund. The register that sold may hold lines of a sale that its
 * copy has not yet told of, since nobody else can have given any of it back.
 */
export async function holdRefund(tx: Tx, registerId: RegisterId, request: Hold): Promise<Held> {
  const { id, reservationId, originRegisterId, saleId, lines } = request;
  const refuse = (refusal: RefundHoldRefusal): Held => {
    return { answer: { type: "refund-refused", id, reservationId, refusal }, mailed: undefined };
  };
  const held = { type: "refund-held" as const, id, reservationId };
  const before = await tx.reservations.select(reservationId);
  if (before !== undefined) {
    const isHeld = before.state === "held" && before.registerId === registerId;
    const isSame = isHeld && isSameClaim(await tx.refundClaims.select(reservationId), request);
    return isSame ? { answer: held, mailed: undefined } : refuse("reservation-used");
  }
  const sold = await tx.refundClaims.selectSale(originRegisterId, saleId);
  if (sold === undefined && originRegisterId !== registerId) return refuse("sale-not-copied");
  const standing = await tx.refundClaims.selectStanding(originRegisterId, saleId);
  const fault = sold === undefined ? null : faultOfHold(sold, sumParts(standing), lines);
  if (fault !== null) return refuse(fault);
  const claim = { reservationId, originRegisterId, saleId, lines };
  const mailed = await keepClaim(tx, { registerId, claim, state: "held" });
  return { answer: held, mailed };
}

function isSameClaim(claim: RefundClaimRow | undefined, request: Hold): boolean {
  return (
    claim?.saleId === request.saleId &&
    claim.originRegisterId === request.originRegisterId &&
    JSON.stringify(claim.lines) === JSON.stringify(request.lines)
  );
}

/** Never more pieces than were sold, never more money; and the last piece makes the line whole. */
function faultOfHold(
  { content }: SoldRow,
  before: readonly LinePart[],
  wanted: readonly LinePart[],
): RefundHoldRefusal | null {
  const sale = copiedEntry(content)?.entry;
  if (sale?.type !== "sale-completed") return "sale-not-copied";
  const left = wanted.map((part) => leftAfter(sale, before, part));
  if (left.some(({ quantity }) => quantity < 0)) return "refund-over-sold";
  const isOff = left.some(({ quantity, minor }) => minor < 0 || (quantity === 0 && minor > 0));
  return isOff ? "price-changed" : null;
}

/** What all that goes back of a sale makes beyond what its lines were sold for, line by line. */
export async function overOf(
  { refundClaims }: Tx,
  { originRegisterId, saleId }: Pick<RefundClaimRow, "originRegisterId" | "saleId">,
): Promise<number> {
  const sold = await refundClaims.selectSale(originRegisterId, saleId);
  const sale = sold && copiedEntry(sold.content)?.entry;
  if (sale?.type !== "sale-completed") return 0;
  const gone = sumParts(await refundClaims.selectStanding(originRegisterId, saleId));
  return gone.reduce((sum, { lineId, amountMinor }) => {
    const nothing = { lineId, quantity: 0, amountMinor: 0 };
    return sum + Math.min(amountMinor, Math.max(0, 0 - leftAfter(sale, gone, nothing).minor));
  }, 0);
}

function leftAfter(
  { lines }: SaleCompleted,
  before: readonly LinePart[],
  { lineId, quantity, amountMinor }: LinePart,
) {
  const line = lines.find((one) => one.lineId === lineId);
  const gone = before.find((one) => one.lineId === lineId) ?? { quantity: 0, amountMinor: 0 };
  const sold = line ?? { quantity: 0, netMinor: 0, taxMinor: 0 };
  return {
    quantity: sold.quantity - gone.quantity - quantity,
    minor: sold.netMinor + sold.taxMinor - gone.amountMinor - amountMinor,
  };
}

type Claimed = Readonly<{
  registerId: RegisterId;
  claim: RefundClaimRow;
  state: "held" | "confirmed";
}>;

/** The first time that the relay hears of it, the register that sold is told. */
async function keepClaim(tx: Tx, { registerId, claim, state }: Claimed): Promise<Mailed> {
  const { reservationId } = claim;
  const nothing = { accountId: null, currency: null, minor: null };
  await tx.reservations.save({ reservationId, registerId, ...nothing, state });
  const isNew = await tx.refundClaims.insert(claim);
  return isNew ? tellOrigin(tx, registerId, { claim, isReleased: false }) : undefined;
}

type Told = Readonly<{ claim: RefundClaimRow; isReleased: boolean }>;

/** Mail is dated by nothing but its number, which is what counts. */
const UNDATED_MS = 0;

async function tellOrigin(tx: Tx, registerId: string, told: Told): Promise<Mailed> {
  const { claim, isReleased } = told;
  if (claim.originRegisterId === registerId) return undefined;
  const origin = RegisterId.parse(claim.originRegisterId);
  const body = {
    kind: "refund-elsewhere" as const,
    refundId: RefundId.parse(claim.reservationId),
    saleId: SaleId.parse(claim.saleId),
    registerId: RegisterId.parse(registerId),
    lines: [...claim.lines],
    isReleased,
  };
  await tx.mailboxes.append(origin, body, UNDATED_MS);
  return origin;
}

/**
 * A copied entry that pays back confirms what was held, and counts where nothing was; where a
 * manager had let go of it meanwhile, too, and then the register that sold hears of it anew.
 */
export async function confirmRefund(
  tx: Tx,
  registerId: RegisterId,
  { refundId, originRegisterId, saleId, lines }: EntryOf<"refund-paid">,
): Promise<Mailed> {
  const origin = originRegisterId ?? registerId;
  const claim = { reservationId: refundId, originRegisterId: origin, saleId, lines };
  const before = await tx.reservations.select(refundId);
  const mailed = await keepClaim(tx, { registerId, claim, state: "confirmed" });
  if (before?.state !== "released") return mailed;
  return mailed ?? tellOrigin(tx, registerId, { claim, isReleased: false });
}

type CardClaim = Readonly<{ reservationId: string }> &
  Pick<EntryOf<"refund-started">, "saleId" | "lines" | "tipMinor">;

/** A refund to a card claims its lines when it starts; without lines it is the whole sale, or a tip. */
export async function claimCardRefund(
  tx: Tx,
  registerId: RegisterId,
  { reservationId, saleId, lines, tipMinor }: CardClaim,
): Promise<void> {
  const sold = await tx.refundClaims.selectSale(registerId, saleId);
  const sale = sold && copiedEntry(sold.content)?.entry;
  const all = sale?.type === "sale-completed" ? sale.lines : [];
  const whole = all.map(({ lineId, quantity, netMinor, taxMinor }) => {
    return { lineId, quantity, amountMinor: netMinor + taxMinor };
  });
  const claim = { reservationId, originRegisterId: registerId, saleId };
  const claimed = { ...claim, lines: lines ?? (tipMinor === undefined ? whole : []) };
  await keepClaim(tx, { registerId, claim: claimed, state: "confirmed" });
}

/**
 * A hold that was voided gave back what it had paid of its sale, tip apart. A sale of several cards
 * may have one of them captured.
 */
export async function claimVoid(
  tx: Tx,
  registerId: RegisterId,
  { paymentId, saleId, amountMinor, tipMinor }: EntryOf<"payment-voided">,
): Promise<void> {
  const sold = await tx.refundClaims.selectSale(registerId, saleId);
  const sale = sold && copiedEntry(sold.content)?.entry;
  const gone = sumParts(await tx.refundClaims.selectStanding(registerId, saleId));
  const paidMinor = amountMinor - tipMinor;
  const lines = sale?.type === "sale-completed" ? voidedParts(sale.lines, gone, paidMinor) : [];
  const claim = { reservationId: paymentId, originRegisterId: registerId, saleId, lines };
  await keepClaim(tx, { registerId, claim, state: "confirmed" });
}

/** What was held for a refund that never was may go back again, and its seller hears of it. */
export async function releaseRefund(
  tx: Tx,
  registerId: RegisterId,
  reservationId: string,
): Promise<Mailed> {
  const claim = await tx.refundClaims.select(reservationId);
  return claim && tellOrigin(tx, registerId, { claim, isReleased: true });
}
