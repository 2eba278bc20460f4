/** The register ends a customer's absence after two minutes; this is for a register that is gone. */
export const COLLECT_WITHIN_MS = 180_000;
/** The bank's time, and a PIN's. After it Stripe says what became of it. */
export const PROCESS_WITHIN_MS = 90_000;
export const CANCEL_WITHIN_MS = 10_000;
