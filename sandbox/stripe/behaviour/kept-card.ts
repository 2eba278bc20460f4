/** What is kept of the card, or the account, behind a payment method: no answer shows it. */
export type KeptCard = {
  number: string;
  /** Its owner has proved once who it is, so that it can be charged without asking again. */
  isSaved: boolean;
};
