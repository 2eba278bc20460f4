const ownFilesOnly = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** The till speaks through its preload alone: no address is open to it. */
export const tillPolicy = [...ownFilesOnly, "script-src 'self'"].join("; ");

/** As the till's: it hears through its preload alone. */
export const displayPolicy = tillPolicy;

/** Where terminal-js comes from and speaks to; readers answer in the shop's own network. */
const stripe = [
  "https://api.stripe.com",
  "https://gator.stripe.com",
  "https://*.device.stripe-terminal-local-reader.net:*",
];

/** `sandboxUrl`: the local Stripe, where the till is a demo. */
export function readerPolicy(sandboxUrl: string | undefined): string {
  const reached = sandboxUrl === undefined ? stripe : [...stripe, new URL(sandboxUrl).origin];
  return [
    ...ownFilesOnly,
    "script-src 'self' https://js.stripe.com",
    `connect-src ${["'self'", ...reached].join(" ")}`,
  ].join("; ");
}
