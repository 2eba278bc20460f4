const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** On the wall's clock, for demos and tests: what takes Stripe hours takes half a minute. */
export const compressedRetries = [1_000, 5_000, 25_000];

/**
 * On the sandbox's own clock, which can be set forward. Stripe says "three times over a few hours"
 * for sandboxes and "up to three days, with exponential back-off" for live; the steps are ours.
 */
export const clockRetries = {
  test: [5 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS],
  live: [5 * MINUTE_MS, 20 * MINUTE_MS, ...[1, 3, 6, 12, 24, 24].map((hours) => hours * HOUR_MS)],
};
