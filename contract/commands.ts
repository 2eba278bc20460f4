import type { AttentionItem } from "./attention-views.ts";
import type { z } from "zod";
import type { BackupsView } from "./backup-views.ts";
import { auditingCommands } from "./commands/auditing.ts";
import { backupCommands } from "./commands/backup.ts";
import type { Caller, View } from "./commands/command.ts";
import { peopleCommands } from "./commands/people.ts";
import { dayCommands } from "./commands/day.ts";
import { displayCommands } from "./commands/display.ts";
import { exchangeCommands } from "./commands/exchanges.ts";
import { holdCommands } from "./commands/holds.ts";
import { parkingCommands } from "./commands/parking.ts";
import { payingCommands } from "./commands/paying.ts";
import { readerCommands } from "./commands/readers.ts";
import { readingCommands } from "./commands/reading.ts";
import { splittingCommands } from "./commands/splitting.ts";
import { storeCreditCommands } from "./commands/store-credit.ts";
import { refundCommands } from "./commands/refunds.ts";
import { sellingCommands } from "./commands/selling.ts";
import { transferCommands } from "./commands/transfer.ts";
import type { DayView } from "./day-views.ts";
import type { ExchangeView } from "./exchange-views.ts";
import type { HoldEndView, HoldsView } from "./hold-views.ts";
import type { ApprovalId, UserId } from "./ids.ts";
import type { PaymentView, StatusView } from "./payment-views.ts";
import type { ReadersView } from "./reader-views.ts";
import type { SeatView } from "./people-views.ts";
import type {
  CreditAccountView,
  CreditHistoryView,
  CreditSpendView,
} from "./store-credit-views.ts";
import type { PaidRefundView, SaleLookupView } from "./refund-views.ts";
import type { Refused } from "./result.ts";
import type { Role } from "./roles.ts";
import type { JobView } from "./transfer-views.ts";
import type { KeyPageView, LaneView, ReceiptView, SaleDetailView, SaleView } from "./views.ts";

export {
  callers,
  Discount,
  discountReasons,
  MAX_CODE,
  MAX_LINES,
  MAX_MESSAGE_BYTES,
  MAX_MILLI,
  MAX_NOTE,
  MAX_QUANTITY,
  MAX_SCAN,
  MAX_TEXT,
  overrideReasons,
  units,
  type Caller,
} from "./commands/command.ts";

export type Who = Readonly<{
  caller: Caller;
  userId: UserId;
  name: string;
  /** What the user may do follows from it. The door sets it. */
  role?: Role;
  /** A manager's yes to the act that is being handled. The door sets it; no carrier can. */
  approval?: Readonly<{ approvalId: ApprovalId; byUserId: UserId }>;
}>;

/**
 * Every command of the register: input (parsed at the door), output, the refusals it may answer
 * beside the door's own, and who may call it. A new command is an entry in the file of its area
 * and one handler.
 */
export const contract = {
  ...sellingCommands,
  ...payingCommands,
  ...splittingCommands,
  ...readingCommands,
  ...readerCommands,
  ...peopleCommands,
  ...dayCommands,
  ...parkingCommands,
  ...storeCreditCommands,
  ...refundCommands,
  ...exchangeCommands,
  ...holdCommands,
  ...transferCommands,
  ...backupCommands,
  ...auditingCommands,
  ...displayCommands,
} as const;

export type Command = keyof typeof contract;
export type Input<C extends Command> = z.infer<(typeof contract)[C]["input"]>;
export type Output<C extends Command> =
  (typeof contract)[C]["output"] extends View<infer Type> ? Type : never;
export type Refusal<C extends Command> = (typeof contract)[C]["refusals"][number];

/**
 * What the door itself answers, for any command. `disk-full` and `storage-failed` kept nothing;
 * `needs-approval` asks for `people.approve` and then for the same command once more.
 */
export const doorRefusals = [
  "unknown-command",
  "not-allowed",
  "needs-approval",
  "locked",
  "bad-input",
  "disk-full",
  "storage-failed",
  "ledger-diverged",
] as const;
export type DoorRefusal = (typeof doorRefusals)[number];

export type Outcome<C extends Command> =
  Readonly<{ ok: true; value: Output<C> }> | Refused<Refusal<C> | DoorRefusal>;

/** What the register tells its carriers. Each event carries a whole view, which replaces the old. */
export type RegisterEvents = Readonly<{
  "sale-changed": SaleView;
  "sale-completed": ReceiptView;
  "payment-changed": PaymentView;
  "lanes-changed": readonly LaneView[];
  /** A refund of a completed sale moved. */
  "sale-detail-changed": SaleDetailView;
  "status-changed": StatusView;
  "readers-changed": ReadersView;
  /** Somebody signed in, or the till was locked. */
  "seat-changed": SeatView;
  /** Products or prices changed: the quick keys as they are now. */
  "catalog-changed": readonly KeyPageView[];
  /** A long job went on, or ended. */
  "job-changed": JobView;
  /** A copy of the register's file was made, or could not be. */
  "backups-changed": BackupsView;
  /** The drawer was opened, counted or closed, a sale parked, or practice began or ended. */
  "day-changed": DayView;
  "credit-changed": CreditAccountView;
  "credit-spend-changed": CreditSpendView;
  "credit-history-told": CreditHistoryView;
  /** What the relay knows of a receipt that was looked up. */
  "sale-looked-up": SaleLookupView;
  "paid-refund-changed": PaidRefundView;
  /** An exchange began, or is over. */
  "exchange-changed": ExchangeView | null;
  /** What registers hold at the relay, as it was asked for. */
  "holds-listed": HoldsView;
  "hold-ended": HoldEndView;
  "attention-changed": readonly AttentionItem[];
}>;
export type EventName = keyof RegisterEvents;
export type RegisterEvent = {
  [Name in EventName]: Readonly<{ event: Name; view: RegisterEvents[Name] }>;
}[EventName];

export function isCommand(name: string): name is Command {
  return Object.hasOwn(contract, name);
}

export function commandsFrom(caller: Caller): readonly Command[] {
  const names = Object.keys(contract) as Command[];
  return names.filter((name) => (contract[name].from as readonly Caller[]).includes(caller));
}
