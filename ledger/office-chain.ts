import { createChain } from "./chain.ts";
import { accounts } from "./chart.ts";
import { OfficeEntry, type OfficeEntryOf } from "./entries/office.ts";
import type { Post, Posters } from "./posting.ts";

const nothing = () => undefined;

const officePosters: Posters<OfficeEntry> = {
  "office-opened": nothing,
  "payout-created": ({ connection, amountMinor }, post) => {
    post(accounts.cardClearing(connection), -amountMinor);
    post(accounts.payoutsInTransit(connection), amountMinor);
  },
  "payout-paid": ({ connection, amountMinor }, post) => {
    post(accounts.payoutsInTransit(connection), -amountMinor);
    post(accounts.bank, amountMinor);
  },
  "payout-failed": ({ connection, amountMinor, wasPaid }, post) => {
    post(wasPaid ? accounts.bank : accounts.payoutsInTransit(connection), -amountMinor);
    post(accounts.cardClearing(connection), amountMinor);
  },
  "fee-charged": ({ connection, amountMinor }, post) => {
    post(accounts.fees(connection), amountMinor);
    post(accounts.cardClearing(connection), -amountMinor);
  },
  "dispute-opened": (dispute, post) => postDispute(dispute, post, 1),
  "dispute-won": (dispute, post) => postDispute(dispute, post, -1),
  "dispute-lost": ({ connection, amountMinor, feeMinor }, post) => {
    post(accounts.disputesLost(connection), amountMinor);
    post(accounts.disputed(connection), -amountMinor);
    post(accounts.fees(connection), feeMinor);
    post(accounts.cardClearing(connection), -feeMinor);
  },
  "credit-topped-up-by-link": ({ connection, amountMinor }, post) => {
    post(accounts.cardClearing(connection), amountMinor);
    post(accounts.storeCredit, -amountMinor);
  },
  "hold-released": nothing,
  "hold-spent-late": nothing,
  "signed-off": nothing,
};

function postDispute(
  { connection, amountMinor, feeMinor }: OfficeEntryOf<"dispute-opened" | "dispute-won">,
  post: Post,
  sign: 1 | -1,
): void {
  post(accounts.disputed(connection), sign * amountMinor);
  post(accounts.fees(connection), sign * feeMinor);
  post(accounts.cardClearing(connection), -sign * (amountMinor + feeMinor));
}

const subjects: {
  readonly [Type in OfficeEntry["type"]]: (entry: OfficeEntryOf<Type>) => string;
} = {
  "office-opened": ({ officeId }) => officeId,
  "payout-created": ({ payoutId }) => payoutId,
  "payout-paid": ({ payoutId }) => payoutId,
  "payout-failed": ({ payoutId }) => payoutId,
  "fee-charged": ({ feeId }) => feeId,
  "dispute-opened": ({ disputeId }) => disputeId,
  "dispute-won": ({ disputeId }) => disputeId,
  "dispute-lost": ({ disputeId }) => disputeId,
  "credit-topped-up-by-link": ({ topUpId }) => topUpId,
  "hold-released": ({ reservationId }) => reservationId,
  "hold-spent-late": ({ reservationId }) => reservationId,
  "signed-off": ({ what }) => what,
};

/**
 * The office chain: facts of the whole account, kept at the relay through its own storage. The same
 * seals, postings and proof as a register's chain; accounts have the same names, so that the books
 * of a shop add up.
 */
export const officeChain = createChain<OfficeEntry>({
  options: OfficeEntry.options,
  posters: officePosters,
  subjectOf: (entry) => (subjects[entry.type] as (entry: OfficeEntry) => string)(entry),
  faultOfEntry: () => undefined,
});
