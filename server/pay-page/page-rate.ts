import type { NextFunction, Request, Response } from "express";
import type { Clock } from "../ports.ts";

/** More than any customer's thumb; a guesser of 128-bit tokens gets nowhere long before. */
const BURST = 60;
const PER_SECOND = 2;
/** So many addresses are remembered; beyond them the oldest starts anew. */
const MOST_ADDRESSES = 10_000;
const TOO_MANY = 429;

type Bucket = { left: number; atMs: number };

/**
 * Bounds what one address may ask of the customers' pages: each look may cost a call to Stripe, whose
 * patience the tills need. Behind a proxy that hides addresses all share one bound.
 */
export function createPageRate(now: Clock) {
  const buckets = new Map<string, Bucket>();

  function take(address: string): boolean {
    const atMs = now();
    const before = buckets.get(address) ?? { left: BURST, atMs };
    const gainedS = Math.max(0, atMs - before.atMs) / 1_000;
    const left = Math.min(BURST, before.left + gainedS * PER_SECOND);
    const isLet = left >= 1;
    buckets.delete(address);
    buckets.set(address, { left: isLet ? left - 1 : left, atMs });
    const [oldest] = buckets.keys();
    if (buckets.size > MOST_ADDRESSES && oldest !== undefined) buckets.delete(oldest);
    return isLet;
  }

  return (req: Request, res: Response, next: NextFunction): void => {
    if (take(req.socket.remoteAddress ?? "")) next();
    else res.status(TOO_MANY).set("Retry-After", "1").type("text/plain").send("Too many requests.");
  };
}
