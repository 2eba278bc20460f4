import { TopUpId } from "../../contract/ids.ts";
import { judge } from "../support/axe.ts";
import { openBridge } from "../support/bridge-client.ts";
import { healthy } from "../support/card-page.ts";
import { euros } from "../support/day.ts";
import type { Demo } from "../support/demo.ts";
import { keepRelayDown } from "../support/relay-down.ts";
import { addByName, button, figure, scan, ticket } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** An account of this till with credit on it that the relay has heard of. */
async function openAccount(demo: Demo, name: string, minor: number): Promise<string> {
  const till = await openBridge(demo);
  const { accountId } = await till.value("credit.open", { name });
  await till.value("credit.top-up", {
    ...{ topUpId: TopUpId.parse("topup_1"), accountId, amount: euros(minor) },
    by: { tender: "cash" },
  });
  for (;;) {
    await till.value("credit.read", { accountId });
    const told = await till.next((one) => "event" in one && one.event === "credit-changed");
    const view = "event" in told && told.event === "credit-changed" ? told.view : null;
    if (view?.available?.minor === minor) break;
  }
  till.close();
  return accountId;
}

test("store credit pays what it covers by keyboard, cash the rest, and it is found by its code", async ({
  till: { page, demo },
}) => {
  const accountId = await openAccount(demo, "Ada Byron", 6_000);
  await addByName(page, "gooseneck");
  await page.keyboard.press("F12");
  await page.keyboard.press("g");
  await judge(page, "whose credit");
  await page.keyboard.type("ada");
  await expect(page.getByRole("group", { name: "Accounts found" })).toContainText("Ada Byron");
  await judge(page, "accounts found");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Can be spent")).toHaveText("60.00");
  await expect(page.getByText("4.00 is left to pay another way")).toBeVisible();
  await judge(page, "an account");
  await page.keyboard.press("Enter");
  await expect(figure(page, "To pay")).toHaveText("4.00");
  await expect(ticket(page).getByRole("list", { name: "Taken so far" })).toContainText(
    "Store credit",
  );
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText("64.00");

  await page.keyboard.press("Enter");
  await addByName(page, "flat white");
  await page.keyboard.press("F12");
  await page.keyboard.press("g");
  await expect(page.getByRole("textbox", { name: "Name, or scan the code" })).toBeFocused();
  await scan(page, accountId);
  await expect(page.getByRole("textbox", { name: "Name, or scan the code" })).toHaveValue(
    accountId,
  );
  await expect(figure(page, "Can be spent")).toHaveText("0.00");
  await expect(button(page, "Pay by credit")).toContainText("nothing is on it");
});

test("a phone's code is read in the account's field, and its Enter pays nothing", async ({
  till: { page, demo },
}) => {
  const accountId = await openAccount(demo, "Ada Byron", 6_000);
  await addByName(page, "flat white");
  await page.keyboard.press("F12");
  await page.keyboard.press("g");
  const field = page.getByRole("textbox", { name: "Name, or scan the code" });
  await expect(field).toBeFocused();
  await scan(page, accountId);
  await expect(field).toHaveValue(accountId);
  await expect(figure(page, "Can be spent")).toHaveText("60.00");
  await page.keyboard.press("Escape");
  // From anywhere on the pay screen, too: nothing has the focus.
  await scan(page, accountId);
  await expect(figure(page, "Can be spent")).toHaveText("60.00");
  await expect(figure(page, "To pay")).toHaveText("3.60");
  await button(page, "Pay by credit").click();
  await expect(figure(page, "Paid")).toHaveText("3.60");
});

test("a whole sale by touch, and plainly none while the relay is away, P5", async ({
  till: { page, demo },
}) => {
  await openAccount(demo, "Ada Byron", 6_000);
  await addByName(page, "flat white");
  await button(page, "Pay").click();
  await button(page, "Store credit").click();
  await page.getByRole("textbox", { name: "Name, or scan the code" }).fill("Ada");
  await page.getByRole("group", { name: "Accounts found" }).getByText("Ada Byron").click();
  await button(page, "Pay by credit").click();
  await expect(figure(page, "Paid")).toHaveText("3.60");
  await expect(page.getByRole("heading", { name: "Paid", exact: true })).toBeVisible();
  await judge(page, "paid by credit");
  await button(page, "Next sale").click();

  const letUp = keepRelayDown(demo);
  await expect(healthy(page, "Relay")).toBeHidden();
  await addByName(page, "flat white");
  await button(page, "Pay").click();
  await button(page, "Store credit").click();
  await page.getByRole("textbox", { name: "Name, or scan the code" }).fill("Ada");
  await page.getByRole("group", { name: "Accounts found" }).getByText("Ada Byron").click();
  await expect(page.getByRole("alert")).toContainText("Store credit is out of reach");
  await expect(button(page, "Pay by credit")).toBeDisabled();
  await judge(page, "credit out of reach");
  await letUp();
});
