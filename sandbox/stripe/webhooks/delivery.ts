/** What became of one POST: a status, or why there was none. */
export type Attempt = { atMs: number; status: number | null; trouble: string | null };

/**
 * One event on its way to one endpoint. `stopped`: the endpoint was disabled or deleted before it
 * took the event. `dropped`: a fault lost it, and Stripe would not know.
 */
export type Delivery = {
  id: string;
  eventId: string;
  eventType: string;
  endpointId: string;
  /** On the sandbox's clock, in milliseconds since 1970. */
  madeAtMs: number;
  state: "pending" | "delivered" | "failed" | "stopped" | "dropped";
  attempts: Attempt[];
  /** When the next attempt is due; null when none is planned. */
  nextAtMs: number | null;
  /** Kept back by a fault until the others of its group have come. */
  isHeld: boolean;
};

export function isSuccess(attempt: Attempt): boolean {
  return attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
}
