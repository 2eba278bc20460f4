import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { FrameLocator, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import Stripe from "stripe";
import type { StripeSandbox } from "../../sandbox/stripe/stripe-sandbox.ts";
import { openStripeSandbox } from "../../sandbox/stripe/stripe-sandbox.ts";

let sandbox: StripeSandbox;
let stripe: Stripe;

test.beforeEach(async () => {
  sandbox = await openStripeSandbox({ port: 0, host: "127.0.0.1", seed: "checkout" });
  const { port, key } = sandbox;
  stripe = new Stripe(key, { host: "127.0.0.1", port, protocol: "http", telemetry: false });
});
test.afterEach(() => sandbox.close());

/** What both kinds of page have: a place of its own, or a frame. */
type Place = Page | FrameLocator;

const lineItem = {
  quantity: 2,
  price_data: { currency: "eur", unit_amount: 625, product_data: { name: "Flat white" } },
};

async function openPage(page: Page): Promise<string> {
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    line_items: [lineItem],
    success_url: `${sandbox.url}/_sandbox/?paid={CHECKOUT_SESSION_ID}`,
  });
  await page.goto(session.url ?? "");
  await expect(page.getByText("€12.50").first()).toBeVisible();
  return session.id;
}

async function fillIn(place: Place, number: string): Promise<void> {
  await place.getByLabel("E-mail").fill("ana@example.com");
  await place.getByLabel("Card number").fill(number);
  await place.getByLabel("Expiry").fill("12 / 34");
  await place.getByLabel("CVC").fill("123");
  await place.getByLabel("Name on the card").fill("Ana Byrne");
}

async function press(place: Place): Promise<void> {
  await place.getByRole("button", { name: /^Pay/ }).click();
}

test("pays, and leads back to the shop", async ({ page }) => {
  const id = await openPage(page);
  await fillIn(page, "4242424242424242");
  await press(page);
  await page.waitForURL(`**/_sandbox/?paid=${id}`);
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
  expect(session).toMatchObject({
    status: "complete",
    payment_status: "paid",
    payment_intent: { status: "succeeded", amount_received: 1_250 },
  });
});

test("says beside the field that a number is mistyped, before anybody is asked", async ({
  page,
}) => {
  const id = await openPage(page);
  await fillIn(page, "4242424242424241");
  await page.getByLabel("Expiry").focus();
  await expect(page.locator("#number-says")).not.toBeEmpty();
  await press(page);
  expect((await stripe.paymentIntents.list()).data).toEqual([]);
  await page.getByLabel("Card number").fill("4242424242424242");
  await press(page);
  await page.waitForURL(`**/_sandbox/?paid=${id}`);
});

test("tells of a decline and lets another card pay", async ({ page }) => {
  const id = await openPage(page);
  await fillIn(page, "4000000000009995");
  await press(page);
  await expect(page.locator("#trouble")).toContainText("insufficient funds");
  await fillIn(page, "5555555555554444");
  await press(page);
  await page.waitForURL(`**/_sandbox/?paid=${id}`);
  const charges = await stripe.charges.list();
  expect(charges.data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
});

test("asks the bank, which may say no first and yes then", async ({ page }) => {
  const id = await openPage(page);
  await fillIn(page, "4000000000003220");
  await press(page);
  await page.getByRole("button", { name: "No, fail it" }).click();
  await expect(page.locator("#trouble")).toContainText("authenticate");
  await fillIn(page, "4000000000003220");
  await press(page);
  await page.getByRole("button", { name: "Yes, complete it" }).click();
  await page.waitForURL(`**/_sandbox/?paid=${id}`);
});

/** A shop's own page, on another origin, with the stand-in for Stripe.js. */
async function openShop(html: string) {
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end(html);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

test("is mounted into a shop's page by the stand-in for Stripe.js", async ({ page }) => {
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    ui_mode: "embedded_page",
    redirect_on_completion: "never",
    line_items: [lineItem],
  });
  const shop = await openShop(`<!doctype html><title>Shop</title><div id="here"></div>
    <script src="${sandbox.url}/_sandbox/stripe.js"></script>
    <script>
      Stripe("pk_test_123").createEmbeddedCheckoutPage({
        clientSecret: "${session.client_secret ?? ""}",
        onComplete: () => { document.title = "Thank you"; },
      }).then((checkout) => checkout.mount("#here"));
    </script>`);
  await page.goto(shop.url);
  const frame = page.frameLocator("iframe");
  await fillIn(frame, "4242424242424242");
  await press(frame);
  await expect(page).toHaveTitle("Thank you");
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
  shop.close();
});
