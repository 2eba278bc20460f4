/** What the demo asks of its local Stripe beside the relay: form-encoded v1, as any client speaks it. */
export type StripeClient = Readonly<{ url: string; key: string }>;

type Params = Readonly<Record<string, string>>;

export async function askStripe<Answer>(
  { url, key }: StripeClient,
  path: string,
  params?: Params,
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method: params === undefined ? "GET" : "POST",
    headers: { Authorization: `Bearer ${key}` },
    ...(params === undefined ? {} : { body: new URLSearchParams(params) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok)
    throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer as Answer;
}

type Listed = Readonly<{ data: readonly { id: string }[] }>;

/** The demo shop's reader: the first there is, or a new simulated WisePOS E on its counter. */
export async function ensureReader(stripe: StripeClient): Promise<string> {
  const { data } = await askStripe<Listed>(stripe, "/v1/terminal/readers?limit=1");
  const [found] = data;
  if (found !== undefined) return found.id;
  const location = await askStripe<{ id: string }>(stripe, "/v1/terminal/locations", {
    display_name: "Quayside Coffee & Pantry",
    "address[line1]": "14 Custom House Quay",
    "address[city]": "Dublin",
    "address[postal_code]": "D01 K7C8",
    "address[country]": "IE",
  });
  const reader = await askStripe<{ id: string }>(stripe, "/v1/terminal/readers", {
    registration_code: "simulated-wpe",
    label: "Counter 1",
    location: location.id,
  });
  return reader.id;
}

export type Webhook = Readonly<{ id: string; secret: string }>;

/** The relay's webhook endpoint. Stripe tells its signing secret here and never again. */
export async function createWebhook(stripe: StripeClient, url: string): Promise<Webhook> {
  const { id, secret } = await askStripe<Webhook>(stripe, "/v1/webhook_endpoints", {
    url,
    "enabled_events[0]": "*",
  });
  return { id, secret };
}

/** Moves an endpoint; its secret stays. */
export async function pointWebhook(stripe: StripeClient, id: string, url: string): Promise<void> {
  await askStripe(stripe, `/v1/webhook_endpoints/${id}`, { url });
}
