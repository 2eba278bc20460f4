import { expect, test, type Page } from "@playwright/test";
import Stripe from "stripe";
import { openStripeSandbox } from "../../sandbox/stripe/stripe-sandbox.ts";

/** A sandbox with one reader, its page, and Stripe's own client beside it. */
async function openReader(page: Page, seed: string) {
  const sandbox = await openStripeSandbox({ port: 0, host: "127.0.0.1", seed });
  const { port, key } = sandbox;
  const at = { host: "127.0.0.1", port, protocol: "http" } as const;
  const stripe = new Stripe(key, { ...at, telemetry: false, maxNetworkRetries: 0 });
  const address = { line1: "1 Quay", city: "Cork", country: "IE", postal_code: "T12" };
  const { locations, readers } = stripe.terminal;
  const { id: locationId } = await locations.create({ display_name: "Quayside", address });
  const { id: readerId } = await readers.create({
    registration_code: "simulated-wpe",
    location: locationId,
  });
  await page.goto(`${sandbox.url}/_sandbox/reader/${readerId}`);
  const glass = page.getByRole("region", { name: "The reader" });
  const charge = async (amount: number) => {
    const intent = await stripe.paymentIntents.create({
      ...{ amount, currency: "eur", capture_method: "manual" },
      allowed_payment_method_types: ["card_present"],
    });
    await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: intent.id });
    return intent.id;
  };
  const statusOf = async (id: string) => (await stripe.paymentIntents.retrieve(id)).status;
  return { sandbox, stripe, readerId, locationId, glass, charge, statusOf };
}

test.describe("the simulated reader's page", () => {
  test("shows a cart, asks for the card, and says what came of it", async ({ page }) => {
    const { sandbox, stripe, readerId, glass, charge, statusOf } = await openReader(page, "hands");
    await stripe.terminal.readers.setReaderDisplay(readerId, {
      type: "cart",
      cart: {
        currency: "eur",
        line_items: [{ description: "Flat white", amount: 360, quantity: 1 }],
        total: 360,
      },
    });
    await expect(glass).toContainText("Flat white");

    const good = await charge(360);
    await expect(glass).toContainText("Tap, insert or swipe");
    await page.getByRole("button", { name: "Tap" }).click();
    await expect(glass).toContainText("Approved");
    await expect.poll(() => statusOf(good)).toBe("requires_capture");

    const declined = await charge(500);
    await expect(glass).toContainText("5.00");
    await page.getByRole("radio", { name: /0002/ }).last().check({ force: true });
    await page.getByRole("button", { name: "Insert" }).click();
    await expect(glass).toContainText("Declined");
    await expect.poll(() => statusOf(declined)).toBe("requires_payment_method");
    await sandbox.close();
  });

  test("lets the customer choose a tip on the glass before the card", async ({ page }) => {
    const { sandbox, stripe, locationId, glass, charge } = await openReader(page, "tip");
    const { id } = await stripe.terminal.configurations.create({
      tipping: { eur: { fixed_amounts: [50, 100, 200] } },
    });
    await stripe.terminal.locations.update(locationId, { configuration_overrides: id });
    const intentId = await charge(1_000);
    await glass.getByRole("button", { name: /1\.00/ }).click();
    await expect(glass).toContainText("11.00");
    await page.getByRole("button", { name: "Tap" }).click();
    await expect(glass).toContainText("Approved");
    const { amount, amount_details } = await stripe.paymentIntents.retrieve(intentId);
    expect([amount, amount_details?.tip?.amount]).toEqual([1_100, 100]);
    await sandbox.close();
  });

  test("takes a card's details on the glass, for an order by telephone", async ({ page }) => {
    const { sandbox, stripe, readerId, glass, statusOf } = await openReader(page, "moto");
    const { id } = await stripe.paymentIntents.create({
      ...{ amount: 2_450, currency: "eur", allowed_payment_method_types: ["card"] },
    });
    // Stripe's package has no type for what it opens on request only.
    const moto = { moto: true } as Stripe.Terminal.ReaderProcessPaymentIntentParams.ProcessConfig;
    const asked = { payment_intent: id, process_config: moto };
    await stripe.terminal.readers.processPaymentIntent(readerId, asked);
    await expect(glass.getByRole("status")).toContainText("Wants the card's details");
    await expect(page.getByRole("button", { name: "Tap" })).toBeDisabled();
    await glass.getByLabel("Card number").fill("4242 4242 4242 4241");
    await glass.getByRole("button", { name: "Submit" }).click();
    await expect(page.getByText("Your card number is incorrect.")).toBeVisible();
    await glass.getByLabel("Card number").fill("4242 4242 4242 4242");
    await glass.getByLabel("Card number").press("Enter");
    await expect(glass).toContainText("Approved");
    await expect.poll(() => statusOf(id)).toBe("succeeded");
    await sandbox.close();
  });

  test("asks for one input after the other, with their switches", async ({ page }) => {
    const { sandbox, stripe, readerId, glass } = await openReader(page, "inputs");
    await stripe.terminal.readers.collectInputs(readerId, {
      inputs: [
        { type: "signature", required: true, custom_text: { title: "Please sign" } },
        {
          type: "email",
          custom_text: { title: "Receipt by e-mail?" },
          toggles: [{ title: "News, too", default_value: "disabled" }],
        },
        {
          type: "selection",
          required: true,
          custom_text: { title: "How was it?" },
          selection: { choices: [{ id: "good", text: "Good", style: "primary" }] },
        },
      ],
    });
    await expect(glass).toContainText("Please sign");
    await glass.getByRole("button", { name: "Submit" }).click();
    await glass.getByLabel("Receipt by e-mail?").fill("ana@example.com");
    await glass.getByRole("switch", { name: "News, too" }).click();
    await glass.getByRole("button", { name: "Submit" }).click();
    await glass.getByRole("button", { name: "Good" }).click();
    await expect(glass).toContainText("Thank you");
    const reader = (await stripe.terminal.readers.retrieve(readerId)) as Stripe.Terminal.Reader;
    expect(reader.action?.collect_inputs?.inputs).toMatchObject([
      { type: "signature", skipped: false },
      { email: { value: "ana@example.com" }, toggles: [{ value: "enabled" }] },
      { selection: { id: "good" } },
    ]);
    await sandbox.close();
  });
});
