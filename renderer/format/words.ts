import type { Command, DoorRefusal, Refusal } from "../../contract/commands.ts";

/** What the screens can be told instead of an answer, beside the contract's own refusals. */
export type CarrierTrouble = "connection-lost" | "till-bug";

export type RefusalCode = Refusal<Command> | DoorRefusal | CarrierTrouble;

/** What happened, then what was kept and what to do. The code stands behind it on every screen. */
export type RefusalWords = Readonly<{ title: string; advice: string }>;

export const refusalWords: Readonly<Record<RefusalCode, RefusalWords>> = {
  "sale-not-open": {
    title: "This sale is no longer open",
    advice: "Another window may have finished it. The open sale is shown.",
  },
  "sale-completed": {
    title: "This sale is already paid",
    advice: "It is in the ledger. Look it up under Sales.",
  },
  "sale-empty": { title: "Nothing to do yet", advice: "Add an item to the sale first." },
  "sale-full": {
    title: "This sale is full",
    advice: "It is kept. Take payment for it, then go on in the next sale.",
  },
  "sale-too-large": {
    title: "The total is too large",
    advice: "The sale is as it was. Take payment for it, then go on in the next sale.",
  },
  "sale-not-found": { title: "No such sale", advice: "Nothing was changed." },
  "unknown-product": {
    title: "Unknown item",
    advice: "It is not in the catalog any more. The sale is as it was.",
  },
  "unknown-code": {
    title: "Unknown code",
    advice: "Not in the catalog. The sale is as it was.",
  },
  "quantity-too-large": {
    title: "Too many pieces",
    advice: "One line holds 9,999 pieces at most. The line is as it was.",
  },
  "line-not-found": {
    title: "This line is gone",
    advice: "Another window may have removed it. The sale is shown as it is.",
  },
  "discount-too-large": {
    title: "The discount is more than the price",
    advice: "Nothing was changed. Enter a smaller one.",
  },
  "nothing-to-undo": { title: "Nothing to undo", advice: "The sale is as it was." },
  "price-changed": {
    title: "The total has changed",
    advice: "Nothing was taken. Tell the customer the new total.",
  },
  "not-enough-cash": {
    title: "Not enough cash",
    advice: "Nothing was taken. Enter what the customer gives.",
  },
  "too-much-cash": {
    title: "Too much cash",
    advice: "Nothing was taken. Check for a zero too many.",
  },
  "payment-in-progress": {
    title: "A card payment is open",
    advice: "The sale stays as it is until the payment has ended.",
  },
  "part-paid": {
    title: "A part of it is paid",
    advice: "The sale stays open. Take the rest, or give it up.",
  },
  "under-taken": {
    title: "More than that is paid already",
    advice: "The sale is as it was. Take a part back first.",
  },
  "more-than-left": {
    title: "More than is left to pay",
    advice: "Nothing was taken. Enter at most what is left.",
  },
  "not-a-cash-amount": {
    title: "Cash cannot pay that amount",
    advice: "Nothing was taken. Enter an amount of whole coins.",
  },
  "part-used": {
    title: "This part was taken already",
    advice: "Nothing was taken now. The sale is shown as it is.",
  },
  "part-not-found": { title: "No such part", advice: "Nothing was given back." },
  "part-captured": {
    title: "The card has paid this part",
    advice: "Nothing was given back. Complete the sale, then refund it.",
  },
  "nothing-taken": { title: "Nothing was taken yet", advice: "Clear the sale instead." },
  "not-voidable": {
    title: "This sale cannot be voided",
    advice: "It was not paid by card alone. Refund it instead.",
  },
  "void-too-late": {
    title: "Too late to void",
    advice: "The card is being charged. Refund the sale instead.",
  },
  "void-in-progress": {
    title: "The void is under way",
    advice: "It ends by itself when Stripe has answered.",
  },
  "no-attention": {
    title: "Nothing to decide",
    advice: "This payment does not ask for a person any more.",
  },
  "cards-offline": {
    title: "Cards are out of reach",
    advice: "Nothing was sent. Cash works; cards come back by themselves with the relay.",
  },
  "no-reader": {
    title: "No card reader",
    advice: "Nothing was sent. Cash works; have a reader set up for this till.",
  },
  "reader-not-connected": {
    title: "The reader is not connected",
    advice: "Nothing was sent. Look at it under Reader, or drive it through the relay; cash works.",
  },
  "unknown-reader": {
    title: "This reader is gone",
    advice: "Nothing was changed. Look again: it may have been taken off the account.",
  },
  "nothing-to-charge": {
    title: "Nothing to charge",
    advice: "The total is zero. Finish the sale with Cash.",
  },
  "payment-not-found": { title: "No such payment", advice: "Nothing was changed." },
  "payment-not-declined": {
    title: "The card was not declined",
    advice: "Another card is only asked for after a decline. Nothing was charged again.",
  },
  "payment-not-open": {
    title: "This payment has already ended",
    advice: "Nothing was changed. The screen shows what it came to.",
  },
  "payment-not-unknown": {
    title: "This payment is not unknown",
    advice: "Only a sale whose payment is unknown is set aside. Nothing was changed.",
  },
  "sale-not-held": {
    title: "This sale is not held any more",
    advice: "Another window may have taken it up, or it is paid.",
  },
  "sale-not-empty": {
    title: "The open sale has items",
    advice: "Finish or clear it first; the held sale waits.",
  },
  "not-refundable": {
    title: "Nothing to refund here",
    advice: "Nothing was sent. A card payment can be refunded once it is captured.",
  },
  "refund-in-progress": {
    title: "This sale is being refunded already",
    advice: "Nothing was sent again. Its state stands beside the sale.",
  },
  "refund-used": {
    title: "This refund was given up or is another",
    advice: "Nothing was given back. Begin the refund again.",
  },
  "refund-over-sold": {
    title: "More than is left of this sale",
    advice: "Nothing was given back. Some of it went back already, here or at another till.",
  },
  "relay-offline": {
    title: "The relay is out of reach",
    advice: "Nothing was given back. Offline only sales of this till can be refunded.",
  },
  "unknown-command": {
    title: "The till does not know this",
    advice: "Nothing was changed. Load the page again; it may be of another version.",
  },
  "not-allowed": { title: "Not allowed here", advice: "Nothing was changed." },
  "session-not-open": {
    title: "The drawer is closed",
    advice: "The sale is kept. Open the drawer under Drawer, then go on.",
  },
  "session-open": {
    title: "The drawer is open already",
    advice: "Nothing was changed. Count and close it first.",
  },
  "unknown-denomination": {
    title: "No such note or coin",
    advice: "Nothing was written. Count the notes and coins that are shown.",
  },
  "currency-mismatch": { title: "Another currency", advice: "Nothing was changed." },
  "not-balanced": {
    title: "It does not add up to zero",
    advice: "Nothing was posted. What one account gets another must give.",
  },
  "nothing-to-correct": {
    title: "It says this already",
    advice: "Nothing was posted: the entry and its corrections stand so.",
  },
  "correction-used": {
    title: "This correction was made already",
    advice: "Nothing was posted again. Start a new one.",
  },
  "nothing-to-move": { title: "Nothing to move", advice: "Enter an amount above zero." },
  "drawer-short": {
    title: "The drawer does not hold that much",
    advice: "Nothing was moved. Enter what can be taken out.",
  },
  "count-not-found": { title: "No such count", advice: "Nothing was closed. Count again." },
  "count-outdated": {
    title: "Cash has moved since the count",
    advice: "Nothing was closed; the count is kept. Count once more.",
  },
  "credit-offline": {
    title: "Store credit is out of reach",
    advice: "Nothing was taken. Use another tender; it comes back by itself with the relay.",
  },
  "account-not-found": {
    title: "No such account here",
    advice: "Nothing was added. Look the account up, or open it at this till.",
  },
  "top-up-used": {
    title: "This top-up was made already",
    advice: "Nothing was added again. Start a new one.",
  },
  "z-not-found": { title: "No such Z report", advice: "Nothing was changed." },
  "entry-not-found": { title: "No such entry", advice: "The ledger ends before it." },
  training: {
    title: "The till is practising",
    advice: "Nothing was changed. End training first; practice moves no money.",
  },
  "not-training": { title: "Nobody is practising", advice: "Nothing was changed." },
  "too-many-parked": {
    title: "Too many sales are parked",
    advice: "This sale is as it was. Recall or give up one of them first.",
  },
  "sale-not-parked": {
    title: "This sale is not parked any more",
    advice: "Another window may have taken it up.",
  },
  "needs-approval": {
    title: "A manager must approve this",
    advice: "Nothing was changed. A manager enters a PIN here; the sale stays as it is.",
  },
  locked: { title: "The till is locked", advice: "Nothing was changed. Sign in by PIN." },
  "user-not-found": { title: "No such user", advice: "Nothing was changed." },
  "wrong-pin": { title: "Wrong PIN", advice: "Nothing was changed. Try again." },
  "pin-wait": {
    title: "Too many wrong PINs",
    advice: "Nothing was changed. Wait a moment, then try again.",
  },
  "user-locked": {
    title: "This user is locked",
    advice: "There were too many wrong PINs. A manager unlocks it under People.",
  },
  "not-an-approver": {
    title: "This user may not approve it",
    advice: "Nothing was changed. Ask somebody who may.",
  },
  "nothing-to-approve": {
    title: "Nothing to approve",
    advice: "Nothing was changed. Do it again from the start.",
  },
  "name-taken": {
    title: "This name is taken",
    advice: "Nothing was changed. Add an initial, so that the log stays clear.",
  },
  "role-too-high": {
    title: "This role is above yours",
    advice: "Nothing was changed. An installer can change it.",
  },
  "last-manager": {
    title: "Somebody must stay manager",
    advice: "Nothing was changed. Make another user a manager first.",
  },
  "bad-input": {
    title: "The till could not read this",
    advice: "Nothing was changed. Check what was entered and try again.",
  },
  "disk-full": {
    title: "The till's disk is full",
    advice: "Nothing was written; the sale is as it was. Free some space, then try again.",
  },
  "storage-failed": {
    title: "The till could not write to its disk",
    advice: "Nothing was written; the sale is as it was. Try again, then call for help.",
  },
  "ledger-diverged": {
    title: "Selling has stopped",
    advice:
      "The relay has seen sales that this till no longer holds. Start the till again: it gets them back.",
  },
  "job-running": {
    title: "Another file is being worked on",
    advice: "It goes on. Wait for it, or cancel it, then ask again.",
  },
  "job-not-running": { title: "This work has ended", advice: "What it came to is shown." },
  "file-not-found": {
    title: "No such file",
    advice: 'Nothing was changed. Put the file into the register\'s folder "import" and try again.',
  },
  "connection-lost": {
    title: "The till is restarting",
    advice: "Your sale is kept. Try again in a moment.",
  },
  "till-bug": {
    title: "Something went wrong in the till",
    advice: "Nothing was changed. Try again; the details are in the till's log.",
  },
};
