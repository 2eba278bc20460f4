import type { PayView } from "../../../../sandbox/stripe/control/pay-view.ts";
import type { StripeWorld } from "./stripe-world.ts";

const headers = { "Content-Type": "application/json", "X-Tillside-Sandbox": "1" };

export const goodCard = {
  number: "4242424242424242",
  expMonth: 12,
  expYear: 2034,
  cvc: "123",
  email: "ana@example.com",
  name: "Ana",
};

/** What the payable page does when somebody types a card in and presses the button. */
export async function payOnPage(
  { sandbox }: StripeWorld,
  sessionId: string,
  card: Partial<typeof goodCard> = {},
): Promise<PayView> {
  const body = JSON.stringify({ ...goodCard, ...card });
  const url = `${sandbox.url}/c/pay/${sessionId}/pay`;
  return (await (await fetch(url, { method: "POST", headers, body })).json()) as PayView;
}

export async function payByDebit(
  { sandbox }: StripeWorld,
  sessionId: string,
  iban: string,
): Promise<PayView> {
  const url = `${sandbox.url}/c/pay/${sessionId}/pay`;
  const body = JSON.stringify({ iban });
  return (await (await fetch(url, { method: "POST", headers, body })).json()) as PayView;
}

/** The bank's step, as the payable page shows it. */
export async function answerOnPage(
  { sandbox }: StripeWorld,
  sessionId: string,
  answer: "complete" | "fail",
): Promise<PayView> {
  const url = `${sandbox.url}/c/pay/${sessionId}/bank/${answer}`;
  return (await (await fetch(url, { method: "POST", headers })).json()) as PayView;
}

/** What a person does at the bank's own page. */
export function answerBank(
  { sandbox }: StripeWorld,
  intentId: string,
  answer: "complete" | "fail",
): Promise<Response> {
  return fetch(`${sandbox.url}/c/3ds/${intentId}/${answer}`, { method: "POST", headers });
}
