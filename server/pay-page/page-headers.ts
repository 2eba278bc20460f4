/**
 * Nothing runs or loads but ours and Stripe's; nobody frames the page, keeps it, or is told its
 * address, which is what opens it. Stripe names these sources for Checkout and Stripe.js (docs,
 * "Content security policy"); in the sandbox they are the sandbox.
 */
export function pageHeaders(stripe: readonly string[]): Readonly<Record<string, string>> {
  const allowed = [...stripe, ...(isStripe(stripe) ? stripeFrames : [])].join(" ");
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${allowed}`,
    "style-src 'self'",
    `frame-src ${allowed || "'none'"}`,
    `connect-src 'self' ${isStripe(stripe) ? "https://api.stripe.com" : ""}`,
    `form-action 'self' ${allowed}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": policy.map((each) => each.trim()).join("; "),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
  };
}

const stripeFrames = ["https://hooks.stripe.com", "https://*.js.stripe.com"];

function isStripe(origins: readonly string[]): boolean {
  return origins.includes("https://js.stripe.com");
}
