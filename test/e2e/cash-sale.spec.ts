import { openBridge } from "../support/bridge-client.ts";
import { verifyFolder } from "../support/verify-ledger.ts";
import {
  addByName,
  button,
  completedSale,
  figure,
  lines,
  searchField,
  ticket,
} from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.describe("a cash sale", () => {
  test("by keyboard alone: search, scan, quantity, undo, cash, receipt, sales, X", async ({
    till: { page, demo },
  }) => {
    const { keyboard } = page;
    await addByName(page, "flat white");
    await expect(figure(page, "Total")).toHaveText("3.60");

    await keyboard.press("F4");
    await keyboard.press("3");
    await keyboard.press("Enter");
    await expect(figure(page, "Total")).toHaveText("10.80");

    const bridge = await openBridge(demo);
    const [croissant] = await bridge.value("catalog.search", {
      text: "butter croissant",
      limit: 1,
    });
    await keyboard.type(croissant?.barcodes[0] ?? "no barcode");
    await keyboard.press("Enter");
    await expect(lines(page)).toHaveCount(2);
    await expect(figure(page, "Total")).toHaveText("13.20");

    await keyboard.press("Delete");
    await expect(lines(page)).toHaveCount(1);
    await keyboard.press("Control+z");
    await expect(figure(page, "Total")).toHaveText("13.20");

    await keyboard.press("F12");
    await expect(page.getByRole("heading", { name: "Pay by cash" })).toBeVisible();
    await keyboard.type("2000");
    await expect(figure(page, "Cash given")).toHaveText("20.00");
    await expect(figure(page, "Change")).toHaveText("6.80");
    await keyboard.press("Enter");
    await expect(figure(page, "Give back")).toHaveText("6.80");
    await expect(figure(page, "Paid")).toHaveText("13.20");

    await keyboard.press("Alt+r");
    const receipt = page.getByRole("dialog", { name: "Receipt" });
    await expect(receipt).toContainText("Receipt 2-1");
    await keyboard.press("Escape");
    await expect(receipt).toBeHidden();
    await keyboard.press("Enter");
    await expect(searchField(page)).toBeFocused();
    await expect(ticket(page)).toContainText("Ready for the next sale");

    await keyboard.press("Alt+2");
    await expect(completedSale(page, "2-1", "13.20")).toBeVisible();
    await expect(page.getByRole("region", { name: "In the ledger" })).toContainText("Entry 3");
    await keyboard.press("Alt+3");
    await expect(page.getByRole("table", { name: "By tender" })).toContainText("13.20");
    await keyboard.press("Escape");
    await expect(searchField(page)).toBeFocused();

    await demo.stop();
    expect(verifyFolder(demo.data)).toMatchObject({ ok: true, headSeq: 3 });
  });

  test("in two keys when the customer has it exactly", async ({ till: { page } }) => {
    await addByName(page, "flat white");
    await page.keyboard.press("F9");
    await expect(figure(page, "Cash given")).toHaveText("3.60");
    await page.keyboard.press("Enter");
    await expect(figure(page, "Give back")).toHaveText("0.00");
  });

  test("by pointer alone: keys, line tools, a note, the pad, the receipt", async ({
    till: { page, demo },
  }) => {
    await button(page, "Flat white").click();
    await button(page, "Flat white").click();
    await button(page, "Butter croissant").click();
    await expect(figure(page, "Total")).toHaveText("9.60");
    await ticket(page).getByRole("button", { name: "One more" }).click();
    await expect(figure(page, "Total")).toHaveText("12.00");
    await ticket(page).getByRole("button", { name: "Remove Butter croissant" }).click();
    await expect(figure(page, "Total")).toHaveText("7.20");

    await button(page, "Pay").click();
    const pad = page.getByRole("group", { name: "Number pad" });
    for (const digit of ["7", "00"])
      await pad.getByRole("button", { name: digit, exact: true }).click();
    await expect(figure(page, "Still missing")).toHaveText("0.20");
    await expect(button(page, "Take cash")).toBeDisabled();
    const notes = page.getByRole("group", { name: "Amounts given" });
    await notes.getByRole("button", { name: /^10 back 2\.80/ }).click();
    await expect(figure(page, "Cash given")).toHaveText("10.00");
    await button(page, "Take cash").click();
    await expect(figure(page, "Give back")).toHaveText("2.80");

    await button(page, "Show receipt").click();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await button(page, "Next sale").click();
    await button(page, "Sales").click();
    await expect(completedSale(page, "2-1", "7.20")).toBeVisible();

    await demo.stop();
    // What was taken off stands before the sale.
    expect(verifyFolder(demo.data)).toMatchObject({ ok: true, headSeq: 4 });
  });

  test("refuses a code that nobody sells, in words, and keeps the sale", async ({
    till: { page },
  }) => {
    await addByName(page, "flat white");
    await page.keyboard.type("0000000000000");
    await page.keyboard.press("Enter");
    await expect(ticket(page).getByRole("alert")).toContainText("unknown-code");
    await expect(figure(page, "Total")).toHaveText("3.60");
    await page.keyboard.press("Escape");
    await expect(ticket(page).getByRole("alert")).toBeHidden();
  });
});

test("a browser that brings no token is told what to do", async ({ till: { demo }, browser }) => {
  const stranger = await browser.newPage();
  const answer = await stranger.goto(`http://127.0.0.1:${demo.port}/`);
  expect(answer?.status()).toBe(401);
  await expect(stranger.getByRole("main")).toContainText(
    "Open the whole address that npm start printed",
  );
  await expect(stranger.getByRole("main")).toContainText("wrong-token");
  await stranger.close();
});
