import Stripe from "stripe";
import type { z } from "zod";

/**
 * What came of a call. `refused`: Stripe said no and did nothing. `unknown`: whether it was done
 * is not known (no answer, a busy or broken server, a body that is not Stripe's): read before
 * acting, never call it failed.
 */
export type Answer<Value> =
  | Readonly<{ kind: "ok"; value: Value }>
  | Readonly<{ kind: "refused"; code: string; why: string }>
  | Readonly<{
      kind: "unknown";
      why: string;
      /** Stripe repeats an error that it keeps for the key: under this key nothing happens any more. */
      isKeySpent?: boolean;
    }>;

/** The code of a refusal that is about our key, not about what was asked. */
export const ACCESS_REFUSED = "access-refused";

/** Calls Stripe and gives what came of it a name. The answer must be the object that was asked. */
export async function callStripe<Value>(
  expected: z.ZodType<Value>,
  call: () => Promise<unknown>,
): Promise<Answer<Value>> {
  try {
    const parsed = expected.safeParse(await call());
    if (parsed.success) return { kind: "ok", value: parsed.data };
    const [issue] = parsed.error.issues;
    return unknown(`not the object that was asked: ${issue?.path.join(".") ?? ""}`);
  } catch (error) {
    return named(error);
  }
}

export function unknown(why: string): Extract<Answer<never>, { kind: "unknown" }> {
  return { kind: "unknown", why };
}

/** 429, 409, 5xx and the transport's troubles leave the outcome open; the rest of 4xx is a no. */
function named(error: unknown): Answer<never> {
  if (!(error instanceof Stripe.errors.StripeError)) {
    return unknown(error instanceof Error ? error.message : String(error));
  }
  const { type, rawType = "", message } = error;
  const code = error.code ?? rawType;
  if (accessErrors.has(type)) return { kind: "refused", code: ACCESS_REFUSED, why: message };
  if (noErrors.has(type) && !doubtfulCodes.has(code))
    return { kind: "refused", code, why: message };
  const isKeySpent = error.headers?.["idempotent-replayed"] === "true";
  return { ...unknown(`${type} ${code} ${message}`), isKeySpent };
}

const accessErrors = new Set(["StripeAuthenticationError", "StripePermissionError"]);
const noErrors = new Set(["StripeInvalidRequestError", "StripeCardError"]);
/** The reader may have received the command; the object was locked: Stripe's no is none. */
const doubtfulCodes = new Set(["terminal_reader_timeout", "lock_timeout"]);
