import type { Migration } from "../../../ledger/storage/migrate.ts";
import { relayTables } from "./0001-relay.ts";
import { ledgerCopyTables } from "./0002-ledger-copies.ts";
import { reservationTables } from "./0003-reservations.ts";
import { readerHoldTables } from "./0004-reader-hold.ts";
import { voidInstructionTables } from "./0006-void-instructions.ts";
import { refundClaimTables } from "./0005-refund-claims.ts";
import { payLinkTables } from "./0007-pay-links.ts";
import { officeChainTables } from "./0008-office-chain.ts";
import { readerRefundTables } from "./0009-reader-refunds.ts";
import { instructionWindow } from "./0010-instruction-window.ts";
import { creditMovementPlaces } from "./0011-credit-movement-places.ts";
import { creditAccountTables } from "./0013-credit-accounts.ts";
import { raiseInstructionTables } from "./0012-raise-instructions.ts";

/** The relay's schema, in order. */
export const relayMigrations: readonly Migration[] = [
  relayTables,
  ledgerCopyTables,
  reservationTables,
  readerHoldTables,
  refundClaimTables,
  voidInstructionTables,
  payLinkTables,
  officeChainTables,
  readerRefundTables,
  instructionWindow,
  creditMovementPlaces,
  raiseInstructionTables,
  creditAccountTables,
];
