import type { PaymentId, RefundId, RegisterId } from "../../contract/ids.ts";
import type { CopiedEntry, CopyHead } from "../../contract/ledger-copy-protocol.ts";
import type { ChainRow, Head, Sealed } from "../../ledger/chain.ts";
import type { OfficeEntry } from "../../ledger/entries/office.ts";
import type { LinePart } from "../../contract/refund-protocol.ts";
import type {
  EventRow,
  HoldRow,
  InstructionChange,
  InstructionRow,
  LeaseRow,
  MailBody,
  MailboxHead,
  MailRow,
  PayLinkRow,
  PaymentChange,
  PaymentRow,
  ReaderRefundRow,
  StaleMark,
  StaleRow,
} from "./rows.ts";

/**
 * What the relay keeps. One transaction runs at a time and sees what those before it committed;
 * all of it is on the disk when `transaction` resolves, or nothing is. It rejects with TroubleError
 * where the storage fails. Every answer is a promise, so that a database over a network fits too.
 */
export type Storage = Readonly<{
  transaction: <Value>(work: (tx: Tx) => Promise<Value>) => Promise<Value>;
  close: () => Promise<void>;
}>;

export type Tx = Readonly<{
  events: EventRows;
  stale: StaleRows;
  payments: PaymentRows;
  payLinks: PayLinkRows;
  instructions: InstructionRows;
  mailboxes: MailboxRows;
  leases: LeaseRows;
  holds: HoldRows;
  readerRefunds: ReaderRefundRows;
  ledgerCopies: LedgerCopyRows;
  reservations: ReservationRows;
  refundClaims: RefundClaimRows;
  office: OfficeRows;
}>;

export type OfficeRows = Readonly<{
  insert: (sealed: Sealed<OfficeEntry>) => Promise<void>;
  selectHead: () => Promise<Head | undefined>;
  /** The counter of the entry after the head: it rises, whatever the clock does. */
  nextTicks: (headSeq: number) => Promise<number>;
  /** The types of the entries about one thing, in order. */
  selectTypes: (subject: string) => Promise<readonly string[]>;
  selectAfter: (seq: number, limit: number) => Promise<readonly ChainRow[]>;
  /** Of one type, those whose subject nobody has signed off yet, oldest first. */
  selectUnsigned: (type: OfficeEntry["type"], limit: number) => Promise<readonly ChainRow[]>;
  /** The newest of one type about one thing. */
  selectAbout: (subject: string, type: OfficeEntry["type"]) => Promise<ChainRow | undefined>;
}>;

export type EventRows = Readonly<{
  /** False where this connection has an event of this id. */
  insert: (event: EventRow) => Promise<boolean>;
  /** Unix seconds: Stripe's events from here on may be missing. */
  selectSince: (connection: string) => Promise<number | undefined>;
  updateSince: (connection: string, sinceS: number) => Promise<void>;
}>;

export type StaleRows = Readonly<{
  mark: (mark: StaleMark) => Promise<void>;
  select: (limit: number) => Promise<readonly StaleRow[]>;
  /** Ends a mark, unless the object was marked again after this row was read. */
  settle: (row: StaleRow) => Promise<void>;
}>;

export type PaymentRows = Readonly<{
  insert: (payment: PaymentRow) => Promise<void>;
  select: (paymentId: PaymentId) => Promise<PaymentRow | undefined>;
  selectByIntent: (connection: string, intentId: string) => Promise<PaymentRow | undefined>;
  /** All that are `starting` or `open`. */
  selectUnfinished: () => Promise<readonly PaymentRow[]>;
  update: (paymentId: PaymentId, change: PaymentChange) => Promise<void>;
}>;

export type PayLinkRows = Readonly<{
  insert: (link: PayLinkRow) => Promise<void>;
  select: (paymentId: PaymentId) => Promise<PayLinkRow | undefined>;
  selectByToken: (token: string) => Promise<PayLinkRow | undefined>;
  /** A session's id, once known, stays. */
  update: (paymentId: PaymentId, change: Pick<PayLinkRow, "sessionId" | "page">) => Promise<void>;
}>;

export type InstructionRows = Readonly<{
  /** False where it is stored already. */
  insert: (instruction: InstructionRow) => Promise<boolean>;
  select: (instructionId: string) => Promise<InstructionRow | undefined>;
  selectByRefund: (stripeRefundId: string) => Promise<InstructionRow | undefined>;
  /** The last wish to hold more that has ended. */
  selectRaised: (paymentId: PaymentId) => Promise<InstructionRow | undefined>;
  selectUndone: () => Promise<readonly InstructionRow[]>;
  update: (instructionId: string, change: InstructionChange) => Promise<void>;
}>;

export type MailboxRows = Readonly<{
  /** Gives it the register's next number. */
  append: (registerId: RegisterId, body: MailBody, atMs: number) => Promise<number>;
  selectHead: (registerId: RegisterId) => Promise<MailboxHead>;
  selectAfter: (registerId: RegisterId, seq: number, limit: number) => Promise<readonly MailRow[]>;
  ack: (registerId: RegisterId, seq: number) => Promise<void>;
}>;

export type LeaseRows = Readonly<{
  select: (connection: string, readerId: string) => Promise<LeaseRow | undefined>;
  take: (lease: LeaseRow, atMs: number) => Promise<void>;
  /** All that this payment holds. */
  release: (paymentId: PaymentId) => Promise<void>;
}>;

export type HoldRows = Readonly<{
  select: (connection: string, readerId: string) => Promise<HoldRow | undefined>;
  take: (hold: HoldRow) => Promise<void>;
  /** All that this register holds. */
  release: (registerId: RegisterId) => Promise<void>;
}>;

export type ReaderRefundRows = Readonly<{
  insert: (row: ReaderRefundRow) => Promise<void>;
  select: (refundId: RefundId) => Promise<ReaderRefundRow | undefined>;
  /** The one that the reader is at, or may be. */
  selectAt: (connection: string, readerId: string) => Promise<ReaderRefundRow | undefined>;
  selectOpen: () => Promise<readonly ReaderRefundRow[]>;
  update: (
    refundId: RefundId,
    change: Partial<
      Pick<ReaderRefundRow, "state" | "isAnswered" | "wantsEnd" | "letGo" | "outcome">
    >,
  ) => Promise<void>;
}>;

/** The public half of a register's device key: 32 bytes in base64url. */
export type DeviceKeyRow = Readonly<{ keyId: string; publicKey: string; toldAtMs: number }>;

export type LedgerCopyRows = Readonly<{
  insert: (registerId: RegisterId, entry: CopiedEntry, atMs: number) => Promise<void>;
  /** 0 and zeros where nothing was copied yet. */
  selectHead: (registerId: RegisterId) => Promise<CopyHead>;
  selectHash: (registerId: RegisterId, seq: number) => Promise<string | undefined>;
  selectAfter: (
    registerId: RegisterId,
    seq: number,
    limit: number,
  ) => Promise<readonly CopiedEntry[]>;
  /** False where it was told before; the first one told of an id stays. */
  insertKey: (registerId: RegisterId, key: DeviceKeyRow) => Promise<boolean>;
  selectKeys: (registerId: RegisterId) => Promise<readonly DeviceKeyRow[]>;
}>;

/** An account's sum over all registers, and what of it is not held for a sale. */
export type CreditRow = Readonly<{
  currency: string;
  balanceMinor: number;
  availableMinor: number;
  lastRegisterId: string;
}>;

/** The nulls are of an id that was released before anything was held under it. */
export type ReservationRow = Readonly<{
  reservationId: string;
  registerId: string;
  accountId: string | null;
  currency: string | null;
  minor: number | null;
  state: "held" | "confirmed" | "released";
}>;

/** What is held, and when the book of the register that holds it last told of anything. */
export type HeldRow = ReservationRow & Readonly<{ lastHeardMs: number | null }>;

export type CreditMovement = Readonly<{
  movementId: string;
  accountId: string;
  registerId: string;
  currency: string;
  minor: number;
  /** The entry that told of it, in the copied book of its register. */
  seq: number;
}>;

/** Which book opened an account; the text is null where the relay does not know its first entry. */
export type OpenedCreditRow = Readonly<{ registerId: string; opened: string | null }>;

/** `number` counts movements up; the texts are null where the relay does not know the entry. */
export type CreditMoveRow = Omit<CreditMovement, "seq"> &
  Readonly<{ number: number; content: string | null; opened: string | null }>;

type MovesAsked = Readonly<{ accountId: string; before: number; limit: number }>;

export type ReservationRows = Readonly<{
  selectCredit: (accountId: string) => Promise<CreditRow | undefined>;
  /** Once, for the register whose book opened it. */
  insertAccount: (accountId: string, registerId: string) => Promise<void>;
  /** The account, and the first entry of the book that opened it. */
  selectOpened: (accountId: string) => Promise<OpenedCreditRow | undefined>;
  select: (reservationId: string) => Promise<ReservationRow | undefined>;
  /** Those of the registers that were heard of least come first. */
  selectHeld: (limit: number) => Promise<readonly HeldRow[]>;
  /** A row that stands keeps what it holds; its state moves. */
  save: (row: ReservationRow) => Promise<void>;
  /** False where it was told before: each moves an account once. */
  insertMovement: (movement: CreditMovement) => Promise<boolean>;
  /** Newest first. */
  selectMoves: (asked: MovesAsked) => Promise<readonly CreditMoveRow[]>;
}>;

/** A completed sale in a copied book, and the first entry of that book, as they are sealed. */
export type SoldRow = Readonly<{
  registerId: string;
  saleId: string;
  content: string;
  opened: string;
}>;

/** What goes back of a sale under a reservation's id; whether it stands says the reservation. */
export type RefundClaimRow = Readonly<{
  reservationId: string;
  originRegisterId: string;
  saleId: string;
  lines: readonly LinePart[];
}>;

export type RefundClaimRows = Readonly<{
  insertSale: (sale: SoldPlace) => Promise<void>;
  selectSale: (registerId: string, saleId: string) => Promise<SoldRow | undefined>;
  /** Of every register: the number before the dash stands in its book's first entry. */
  selectSales: (receiptCount: number) => Promise<readonly SoldRow[]>;
  /** False where it stands: what it claims never changes. */
  insert: (claim: RefundClaimRow) => Promise<boolean>;
  select: (reservationId: string) => Promise<RefundClaimRow | undefined>;
  /** Those that are held or confirmed. */
  selectStanding: (originRegisterId: string, saleId: string) => Promise<readonly RefundClaimRow[]>;
}>;

export type SoldPlace = Readonly<{
  registerId: string;
  saleId: string;
  receiptCount: number;
  seq: number;
}>;
