/**
 * Reasons that the till itself gives where nobody typed one. In the ledger they are these codes; a
 * reason that a person typed stays as it was typed.
 */
export const ownReasons = [
  "whole-sale",
  "replaced-by-cash",
  "hold-lost",
  "not-come-back",
  "changed-mind",
  "rung-up-wrongly",
] as const satisfies readonly string[];
export type OwnReason = (typeof ownReasons)[number];
