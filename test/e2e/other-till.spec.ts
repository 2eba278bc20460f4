import type { Page } from "@playwright/test";
import type { ReceiptView } from "../../contract/views.ts";
import { judge } from "../support/axe.ts";
import { openBridge } from "../support/bridge-client.ts";
import { healthy } from "../support/card-page.ts";
import type { Demo } from "../support/demo.ts";
import { holdEnter, holdPointer } from "../support/hold.ts";
import { keepRelayDown } from "../support/relay-down.ts";
import { addSecondTill, openSecondTill, sellAt } from "../support/second-till.ts";
import { addByName, button, figure, ticket } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const found = (page: Page) => page.getByRole("region", { name: "Sale of another till" });
const field = (page: Page) => page.getByRole("textbox", { name: /^Receipt, amount/ });

/** A flat white that the shop's other till sold, once the relay knows of it. */
async function soldElsewhere(page: Page, demo: Demo): Promise<ReceiptView> {
  await addSecondTill(demo);
  await expect(healthy(page, "Relay")).toBeVisible();
  const other = openSecondTill(demo);
  try {
    const receipt = sellAt(other);
    const till = await openBridge(demo);
    for (;;) {
      const asked = await till.call("refunds.find", { receiptNumber: receipt.receiptNumber });
      if (!asked.ok) continue;
      const told = await till.next((one) => "event" in one && one.event === "sale-looked-up");
      if ("event" in told && told.event === "sale-looked-up" && told.view.sale !== null) break;
    }
    till.close();
    return receipt;
  } finally {
    other.close();
  }
}

test("a sale of another till is found by its receipt and refunded by keyboard", async ({
  till: { page, demo },
}) => {
  const { receiptNumber } = await soldElsewhere(page, demo);
  await page.keyboard.press("Alt+2");
  await page.keyboard.press("F2");
  await page.keyboard.type("3-999");
  await expect(button(page, "Look at the other tills")).toBeVisible();
  await judge(page, "a receipt that this till does not know");
  await page.keyboard.press("Enter");
  await expect(found(page)).toContainText("No till knows receipt 3-999");
  await judge(page, "a receipt that no till knows");
  await field(page).fill(receiptNumber);
  await expect(found(page)).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(figure(page, "can go back here")).toHaveText("3.60");
  await judge(page, "a sale of another till");
  await page.keyboard.press("F7");
  await judge(page, "a refund of another till's sale");
  await page.getByRole("button", { name: /^Hold to refund/ }).focus();
  await holdEnter(page);
  await expect(found(page)).toContainText("3.60 is booked back");
  await expect(figure(page, "can go back here")).toHaveText("0.00");
  await expect(button(page, "Refund")).toBeDisabled();
  await judge(page, "a refund of another till's sale that stands");
});

test("by touch it goes to store credit, and without the relay it is plainly out of reach", async ({
  till: { page, demo },
}) => {
  const { receiptNumber } = await soldElsewhere(page, demo);
  await button(page, "Sales").click();
  await field(page).fill(receiptNumber);
  await button(page, "Look at the other tills").click();
  await button(page, "Refund").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "To the card" })).toBeDisabled();
  await dialog.getByText("To store credit").click();
  await dialog.getByLabel("Customer").fill("Ada Byron");
  await holdPointer(page, /Hold to refund/);
  await expect(found(page)).toContainText("3.60 is on the store credit");
  const letUp = keepRelayDown(demo);
  await expect(healthy(page, "Relay")).toBeHidden();
  await field(page).fill("3-77");
  await button(page, "Look at the other tills").click();
  await expect(page.getByRole("alert")).toContainText("relay");
  await judge(page, "another till's sale out of reach");
  await letUp();
});

test("a sale of another till is exchanged by keyboard: only the difference is paid", async ({
  till: { page, demo },
}) => {
  const { receiptNumber } = await soldElsewhere(page, demo);
  await page.keyboard.press("Alt+2");
  await page.keyboard.press("F2");
  await page.keyboard.type(receiptNumber);
  await page.keyboard.press("Enter");
  await expect(figure(page, "can go back here")).toHaveText("3.60");
  await page.getByRole("region", { name: "Sale of another till" }).focus();
  await page.keyboard.press("e");
  await expect(page.getByRole("dialog", { name: "What comes back?" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(ticket(page)).toContainText(`Exchange for sale ${receiptNumber}`);
  await addByName(page, "sourdough");
  await page.keyboard.press("Alt+x");
  await page.getByRole("button", { name: /^Hold to exchange/ }).focus();
  await holdEnter(page);
  await expect(figure(page, "To pay")).toHaveText("1.20");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Paid")).toHaveText("4.80");
});
