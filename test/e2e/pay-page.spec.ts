import type { FrameLocator, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { judge } from "../support/axe.ts";
import { openPayPageShop, type PayPageShop } from "../support/pay-page-shop.ts";

/** The relay's certificate is of its own authority; a shop's public name has another. */
test.use({ ignoreHTTPSErrors: true, viewport: { width: 390, height: 844 } });

let shop: PayPageShop;

async function fillIn(place: Page | FrameLocator, number: string): Promise<void> {
  await place.getByLabel("E-mail").fill("ana@example.com");
  await place.getByLabel("Card number").fill(number);
  await place.getByLabel("Expiry").fill("12 / 34");
  await place.getByLabel("CVC").fill("123");
  await place.getByLabel("Name on the card").fill("Ana Byrne");
  await place.getByRole("button", { name: /^Pay/ }).click();
}

const pay = (page: Page) => page.getByRole("button", { name: "Pay with card" });

test.describe("hosted: the card is typed in at Stripe", () => {
  test.beforeEach(async () => {
    shop = await openPayPageShop("hosted");
  });
  test.afterEach(() => shop.stop());

  test("shows the sale as it is, leads to Stripe, and back to a thank-you", async ({ page }) => {
    const answer = await page.goto(await shop.link("pay_1"));
    await expect(page).toHaveTitle("Pay Pebble & Pine");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pebble & Pine");
    await expect(page.getByText("Scone <with> jam & cream")).toBeVisible();
    await expect(page.getByText("€12.50")).toBeVisible();
    const { headers } = { headers: answer?.headers() ?? {} };
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["content-security-policy"]).not.toContain("unsafe");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    await pay(page).click();
    await fillIn(page, "4242424242424242");
    await page.waitForURL("**/done");
    await expect(page.getByRole("heading", { name: "Thank you, it is paid" })).toBeVisible();
    await shop.until("pay_1", "requires_capture");
  });

  test("lets another card pay after a decline, and the customer come back first", async ({
    page,
  }) => {
    const url = await shop.link("pay_1");
    await page.goto(url);
    await pay(page).click();
    await fillIn(page, "4000000000009995");
    await expect(page.locator("#trouble")).toContainText("insufficient funds");
    await page.locator("#cancel").click();
    await page.waitForURL("**/back");
    await expect(page.getByText("Nothing was paid")).toBeVisible();
    await pay(page).click();
    await fillIn(page, "5555555555554444");
    await page.waitForURL("**/done");
    await expect(page.getByText("Thank you, it is paid")).toBeVisible();
  });

  test("is closed once the till has ended it, also for a customer on Stripe's page", async ({
    page,
  }) => {
    const url = await shop.link("pay_1");
    await page.goto(url);
    shop.close("pay_1");
    await shop.until("pay_1", "expired");
    await pay(page).click();
    await expect(page.getByRole("heading", { name: "This page is closed" })).toBeVisible();
    await expect(pay(page)).toHaveCount(0);
    await page.goto(`${url}/done`);
    await expect(page.getByRole("heading", { name: "This page is closed" })).toBeVisible();
  });

  test("F17: says that it does not know where Stripe does not answer", async ({ page }) => {
    const url = await shop.link("pay_1");
    await page.goto(url);
    const on = { method: "GET", path: "/v1/checkout/sessions/*" };
    shop.sandbox.control.addFault({ on, do: "cut-before", times: null });
    await pay(page).click();
    await expect(page.getByText("Please do not pay again")).toBeVisible();
    shop.sandbox.control.clearFaults();
    await page.getByRole("link", { name: "Look again" }).click();
    await expect(page.getByText("Nothing was paid")).toBeVisible();
  });

  test("tells a page that is none like one that never was", async ({ page }) => {
    const url = await shop.link("pay_1");
    const wrong = url.replace(/[\w-]{22}$/, "A".repeat(22));
    const answer = await page.goto(wrong);
    expect(answer?.status()).toBe(404);
    await expect(page.getByText("There is no page here")).toBeVisible();
    const odd = await page.request.get(`${wrong}%2F..%2F..`);
    expect(odd.status()).toBe(404);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the hosted way leads to Stripe all the same", async ({ page }) => {
    shop = await openPayPageShop("hosted");
    await page.goto(await shop.link("pay_1"));
    await pay(page).click();
    await page.waitForURL("**/c/pay/cs_*");
    await shop.stop();
  });

  test("the embedded way says that it needs it", async ({ page }) => {
    shop = await openPayPageShop("embedded");
    await page.goto(await shop.link("pay_1"));
    await pay(page).click();
    await page.waitForURL("**/card");
    // The browser's switch for tests runs no script, and still draws no noscript.
    expect(await page.content()).toContain("<noscript>");
    expect(await page.content()).toContain("This page needs JavaScript");
    await shop.stop();
  });
});

test("embedded: Stripe's form stands in the page, by the publishable key", async ({ page }) => {
  shop = await openPayPageShop("embedded");
  const complaints: string[] = [];
  page.on("console", (said) => said.type() === "error" && complaints.push(said.text()));
  await page.goto(await shop.link("pay_1"));
  await pay(page).click();
  await page.waitForURL("**/card");
  expect(await page.content()).not.toContain("_secret_");
  await fillIn(page.frameLocator("iframe"), "4242424242424242");
  await page.waitForURL("**/done");
  await expect(page.getByRole("heading", { name: "Thank you, it is paid" })).toBeVisible();
  await shop.until("pay_1", "requires_capture");
  expect(complaints).toEqual([]);
  await shop.stop();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const locale of ["en-IE", "ja-JP", "ar-EG"] as const) {
    test.describe(`axe finds nothing, ${colorScheme}, ${locale}`, () => {
      test.use({ colorScheme, locale });

      test("open, back, closed, paid", async ({ page }) => {
        shop = await openPayPageShop("hosted");
        const url = await shop.link("pay_1");
        await page.goto(url);
        await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
        await judge(page, "open");
        await page.goto(`${url}/back`);
        await judge(page, "back");
        shop.close("pay_1");
        await shop.until("pay_1", "expired");
        await page.goto(url);
        await judge(page, "closed");
        await page.goto(await shop.link("pay_2"));
        await page.locator("button.pay").click();
        await fillIn(page, "4242424242424242");
        await page.waitForURL("**/done");
        await judge(page, "paid");
        await shop.stop();
      });
    });
  }
}
