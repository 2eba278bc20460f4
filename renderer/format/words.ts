import type { Command, DoorRefusal, Refusal } from "../../contract/commands.ts";
import { t } from "../i18n/t.ts";
import { partRefusalWords } from "./part-refusal-words.ts";

/** What the screens can be told instead of an answer, beside the contract's own refusals. */
export type CarrierTrouble = "connection-lost" | "till-bug";

export type RefusalCode = Refusal<Command> | DoorRefusal | CarrierTrouble;

/** What happened, then what was kept and what to do. The code stands behind it on every screen. */
export type RefusalWords = Readonly<{ title: string; advice: string }>;

export const refusalWords: Readonly<Record<RefusalCode, RefusalWords>> = {
  ...partRefusalWords,
  "sale-not-open": {
    title: t("refusal.sale-not-open.title"),
    advice: t("refusal.sale-not-open.advice"),
  },
  "sale-completed": {
    title: t("refusal.sale-completed.title"),
    advice: t("refusal.sale-completed.advice"),
  },
  "sale-empty": { title: t("refusal.sale-empty.title"), advice: t("refusal.sale-empty.advice") },
  "sale-full": {
    title: t("refusal.sale-full.title"),
    advice: t("refusal.sale-full.advice"),
  },
  "sale-too-large": {
    title: t("refusal.sale-too-large.title"),
    advice: t("refusal.sale-too-large.advice"),
  },
  "sale-not-found": {
    title: t("refusal.sale-not-found.title"),
    advice: t("refusal.sale-not-found.advice"),
  },
  "unknown-product": {
    title: t("refusal.unknown-product.title"),
    advice: t("refusal.unknown-product.advice"),
  },
  "unknown-code": {
    title: t("refusal.unknown-code.title"),
    advice: t("refusal.unknown-code.advice"),
  },
  "quantity-too-large": {
    title: t("refusal.quantity-too-large.title"),
    advice: t("refusal.quantity-too-large.advice"),
  },
  "line-not-found": {
    title: t("refusal.line-not-found.title"),
    advice: t("refusal.line-not-found.advice"),
  },
  "discount-too-large": {
    title: t("refusal.discount-too-large.title"),
    advice: t("refusal.discount-too-large.advice"),
  },
  "nothing-to-undo": {
    title: t("refusal.nothing-to-undo.title"),
    advice: t("refusal.nothing-to-undo.advice"),
  },
  "price-changed": {
    title: t("refusal.price-changed.title"),
    advice: t("refusal.price-changed.advice"),
  },
  "not-enough-cash": {
    title: t("refusal.not-enough-cash.title"),
    advice: t("refusal.not-enough-cash.advice"),
  },
  "too-much-cash": {
    title: t("refusal.too-much-cash.title"),
    advice: t("refusal.too-much-cash.advice"),
  },
  "payment-in-progress": {
    title: t("refusal.payment-in-progress.title"),
    advice: t("refusal.payment-in-progress.advice"),
  },
  "cards-offline": {
    title: t("refusal.cards-offline.title"),
    advice: t("refusal.cards-offline.advice"),
  },
  "no-reader": {
    title: t("refusal.no-reader.title"),
    advice: t("refusal.no-reader.advice"),
  },
  "reader-not-connected": {
    title: t("refusal.reader-not-connected.title"),
    advice: t("refusal.reader-not-connected.advice"),
  },
  "unknown-reader": {
    title: t("refusal.unknown-reader.title"),
    advice: t("refusal.unknown-reader.advice"),
  },
  "nothing-to-charge": {
    title: t("refusal.nothing-to-charge.title"),
    advice: t("refusal.nothing-to-charge.advice"),
  },
  "payment-not-found": {
    title: t("refusal.payment-not-found.title"),
    advice: t("refusal.payment-not-found.advice"),
  },
  "payment-not-declined": {
    title: t("refusal.payment-not-declined.title"),
    advice: t("refusal.payment-not-declined.advice"),
  },
  "payment-not-open": {
    title: t("refusal.payment-not-open.title"),
    advice: t("refusal.payment-not-open.advice"),
  },
  "payment-not-unknown": {
    title: t("refusal.payment-not-unknown.title"),
    advice: t("refusal.payment-not-unknown.advice"),
  },
  "sale-not-held": {
    title: t("refusal.sale-not-held.title"),
    advice: t("refusal.sale-not-held.advice"),
  },
  "sale-not-empty": {
    title: t("refusal.sale-not-empty.title"),
    advice: t("refusal.sale-not-empty.advice"),
  },
  "not-refundable": {
    title: t("refusal.not-refundable.title"),
    advice: t("refusal.not-refundable.advice"),
  },
  "refund-in-progress": {
    title: t("refusal.refund-in-progress.title"),
    advice: t("refusal.refund-in-progress.advice"),
  },
  "refund-used": {
    title: t("refusal.refund-used.title"),
    advice: t("refusal.refund-used.advice"),
  },
  "refund-over-sold": {
    title: t("refusal.refund-over-sold.title"),
    advice: t("refusal.refund-over-sold.advice"),
  },
  "relay-offline": {
    title: t("refusal.relay-offline.title"),
    advice: t("refusal.relay-offline.advice"),
  },
  "unknown-command": {
    title: t("refusal.unknown-command.title"),
    advice: t("refusal.unknown-command.advice"),
  },
  "not-allowed": { title: t("refusal.not-allowed.title"), advice: t("refusal.not-allowed.advice") },
  "session-not-open": {
    title: t("refusal.session-not-open.title"),
    advice: t("refusal.session-not-open.advice"),
  },
  "session-open": {
    title: t("refusal.session-open.title"),
    advice: t("refusal.session-open.advice"),
  },
  "unknown-denomination": {
    title: t("refusal.unknown-denomination.title"),
    advice: t("refusal.unknown-denomination.advice"),
  },
  "currency-mismatch": {
    title: t("refusal.currency-mismatch.title"),
    advice: t("refusal.currency-mismatch.advice"),
  },
  "nothing-to-move": {
    title: t("refusal.nothing-to-move.title"),
    advice: t("refusal.nothing-to-move.advice"),
  },
  "drawer-short": {
    title: t("refusal.drawer-short.title"),
    advice: t("refusal.drawer-short.advice"),
  },
  "count-not-found": {
    title: t("refusal.count-not-found.title"),
    advice: t("refusal.count-not-found.advice"),
  },
  "count-outdated": {
    title: t("refusal.count-outdated.title"),
    advice: t("refusal.count-outdated.advice"),
  },
  "credit-offline": {
    title: t("refusal.credit-offline.title"),
    advice: t("refusal.credit-offline.advice"),
  },
  "account-not-found": {
    title: t("refusal.account-not-found.title"),
    advice: t("refusal.account-not-found.advice"),
  },
  "top-up-used": {
    title: t("refusal.top-up-used.title"),
    advice: t("refusal.top-up-used.advice"),
  },
  "z-not-found": { title: t("refusal.z-not-found.title"), advice: t("refusal.z-not-found.advice") },
  "entry-not-found": {
    title: t("refusal.entry-not-found.title"),
    advice: t("refusal.entry-not-found.advice"),
  },
  training: {
    title: t("refusal.training.title"),
    advice: t("refusal.training.advice"),
  },
  "not-training": {
    title: t("refusal.not-training.title"),
    advice: t("refusal.not-training.advice"),
  },
  "too-many-parked": {
    title: t("refusal.too-many-parked.title"),
    advice: t("refusal.too-many-parked.advice"),
  },
  "sale-not-parked": {
    title: t("refusal.sale-not-parked.title"),
    advice: t("refusal.sale-not-parked.advice"),
  },
  "needs-approval": {
    title: t("refusal.needs-approval.title"),
    advice: t("refusal.needs-approval.advice"),
  },
  locked: { title: t("refusal.locked.title"), advice: t("refusal.locked.advice") },
  "user-not-found": {
    title: t("refusal.user-not-found.title"),
    advice: t("refusal.user-not-found.advice"),
  },
  "wrong-pin": { title: t("refusal.wrong-pin.title"), advice: t("refusal.wrong-pin.advice") },
  "pin-wait": {
    title: t("refusal.pin-wait.title"),
    advice: t("refusal.pin-wait.advice"),
  },
  "user-locked": {
    title: t("refusal.user-locked.title"),
    advice: t("refusal.user-locked.advice"),
  },
  "not-an-approver": {
    title: t("refusal.not-an-approver.title"),
    advice: t("refusal.not-an-approver.advice"),
  },
  "nothing-to-approve": {
    title: t("refusal.nothing-to-approve.title"),
    advice: t("refusal.nothing-to-approve.advice"),
  },
  "name-taken": {
    title: t("refusal.name-taken.title"),
    advice: t("refusal.name-taken.advice"),
  },
  "role-too-high": {
    title: t("refusal.role-too-high.title"),
    advice: t("refusal.role-too-high.advice"),
  },
  "last-manager": {
    title: t("refusal.last-manager.title"),
    advice: t("refusal.last-manager.advice"),
  },
  "bad-input": {
    title: t("refusal.bad-input.title"),
    advice: t("refusal.bad-input.advice"),
  },
  "disk-full": {
    title: t("refusal.disk-full.title"),
    advice: t("refusal.disk-full.advice"),
  },
  "storage-failed": {
    title: t("refusal.storage-failed.title"),
    advice: t("refusal.storage-failed.advice"),
  },
  "ledger-diverged": {
    title: t("refusal.ledger-diverged.title"),
    advice: t("refusal.ledger-diverged.advice"),
  },
  "job-running": {
    title: t("refusal.job-running.title"),
    advice: t("refusal.job-running.advice"),
  },
  "job-not-running": {
    title: t("refusal.job-not-running.title"),
    advice: t("refusal.job-not-running.advice"),
  },
  "file-not-found": {
    title: t("refusal.file-not-found.title"),
    advice: t("refusal.file-not-found.advice"),
  },
  "connection-lost": {
    title: t("refusal.connection-lost.title"),
    advice: t("refusal.connection-lost.advice"),
  },
  "till-bug": {
    title: t("refusal.till-bug.title"),
    advice: t("refusal.till-bug.advice"),
  },
};
