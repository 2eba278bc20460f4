import { z } from "zod";

type At = Readonly<{ url: string }>;

/** What the sandbox's Checkout page shows after it was asked. */
const PageView = z.looseObject({ step: z.string(), trouble: z.string().nullable() });
export type CheckoutView = z.infer<typeof PageView>;

/** A customer at Stripe's own page: types a card in and presses Pay. */
export function payAtStripe(
  stripe: At,
  sessionId: string,
  number = "4242424242424242",
): Promise<CheckoutView> {
  const card = { number, expMonth: 12, expYear: 2034, cvc: "123" };
  return post(stripe, `${sessionId}/pay`, { ...card, email: "ana@example.com", name: "Ana" });
}

/** And what the bank's step comes to, where the card asks for one. */
export function answerBank(stripe: At, sessionId: string, isYes: boolean): Promise<CheckoutView> {
  return post(stripe, `${sessionId}/bank/${isYes ? "complete" : "fail"}`, {});
}

async function post({ url }: At, path: string, body: object): Promise<CheckoutView> {
  const answer = await fetch(`${url}/c/pay/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Tillside-Sandbox": "1" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
  return PageView.parse(JSON.parse(text));
}
