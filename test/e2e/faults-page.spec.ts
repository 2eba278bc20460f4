import { expect, test } from "@playwright/test";
import Stripe from "stripe";
import { openStripeSandbox } from "../../sandbox/stripe/stripe-sandbox.ts";

test.describe("the page of what goes wrong", () => {
  test("makes a request fail once, and shows what still waits", async ({ page }) => {
    const sandbox = await openStripeSandbox({ port: 0, host: "127.0.0.1", seed: "faults" });
    const { port, key } = sandbox;
    const stripe = new Stripe(key, {
      ...({ host: "127.0.0.1", port, protocol: "http" } as const),
      telemetry: false,
      maxNetworkRetries: 0,
    });
    const intents = () => stripe.paymentIntents.create({ amount: 500, currency: "eur" });
    await page.goto(`${sandbox.url}/_sandbox/`);
    await page.getByRole("link", { name: "What goes wrong" }).click();
    await expect(page.getByText("Nothing goes wrong now.")).toBeVisible();

    await page.getByLabel("Happening").selectOption("An error is answered");
    await page.getByLabel("With status").selectOption("503");
    await page.getByRole("button", { name: "Let it happen" }).click();
    await expect(page.getByText("/v1/payment_intents · 503 · 1 ×")).toBeVisible();
    await expect(intents()).rejects.toMatchObject({ statusCode: 503 });
    await expect(page.getByText("Nothing goes wrong now.")).toBeVisible();
    expect((await intents()).amount).toBe(500);

    await page.getByLabel("Happening").selectOption("Webhooks come late");
    await expect(page.getByLabel("At requests to")).toBeHidden();
    await page.getByLabel("How often").fill("");
    await page.getByRole("button", { name: "Let it happen" }).click();
    await expect(page.getByText("* · 2000 ms · until taken away")).toBeVisible();
    await page.getByRole("button", { name: "Take away: Webhooks come late" }).click();
    await expect(page.getByText("Nothing goes wrong now.")).toBeVisible();
    await sandbox.close();
  });
});
