import type { RegisterId, SaleId } from "../../contract/ids.ts";
import type { ShopView } from "../../contract/views.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { RefundedSale } from "../../ledger/refunded.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Payments } from "../payments/payments.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Refunds } from "../payments/refunds.ts";
import type { Clock, DirectReader, Emit, RelayLine, Ticks } from "../ports.ts";
import type { ReceiptNames } from "../sales/sale-views.ts";
import type { CreditRows } from "../store-credit/credit-rows.ts";
import type { ExchangeRows } from "./exchange-row.ts";
import type { PaidRefundRows } from "./paid-refund-rows.ts";

export type PaidRefundDeps = Readonly<{
  db: Database;
  ledger: Ledger;
  shop: ShopView;
  names: ReceiptNames;
  registerId: RegisterId;
  payments: Payments;
  paidRefunds: PaidRefundRows;
  exchange: Pick<ExchangeRows, "all">;
  credit: CreditRows;
  givenBack: (saleId: string) => RefundedSale;
  isPayingBack: (saleId: string) => boolean;
  isSelling: () => boolean;
  isTraining: () => boolean;
  line: Pick<RelayLine, "isOnline" | "send" | "reader" | "relayNowMs">;
  direct: () => DirectReader;
  ticks: Ticks;
  emit: Emit;
  /** Witnesses the head and copies the book. */
  witness: () => void;
  /** The rows of refunds to cards, and what the relay is told of them. */
  refunds: Refunds;
  outbox: Outbox;
  now: Clock;
  /** Sends what the outbox holds. */
  flush: () => void;
  /** The sale's own screen shows what went back. */
  refundChanged: (saleId: SaleId) => void;
}>;
