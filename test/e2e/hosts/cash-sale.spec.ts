import { verifyFolder } from "../../support/verify-ledger.ts";
import {
  addByName,
  completedSale,
  figure,
  lines,
  searchField,
  ticket,
} from "../../support/till-page.ts";
import { expect, test } from "./hosted-till.ts";

test.describe("a cash sale", () => {
  test("by keyboard: search, quantity, undo, cash, receipt, sales, X", async ({
    till: { page, demo },
  }) => {
    const { keyboard } = page;
    await addByName(page, "flat white");
    await keyboard.press("F4");
    await keyboard.press("3");
    await keyboard.press("Enter");
    await expect(figure(page, "Total")).toHaveText("10.80");
    await addByName(page, "butter croissant");
    await keyboard.press("Delete");
    await expect(lines(page)).toHaveCount(1);
    await keyboard.press("Control+z");
    await expect(figure(page, "Total")).toHaveText("13.20");

    await keyboard.press("F12");
    await keyboard.type("2000");
    await expect(figure(page, "Change")).toHaveText("6.80");
    await keyboard.press("Enter");
    await expect(figure(page, "Give back")).toHaveText("6.80");
    await keyboard.press("Alt+r");
    await expect(page.getByRole("dialog", { name: "Receipt" })).toContainText("Receipt 2-1");
    await keyboard.press("Escape");
    await keyboard.press("Enter");
    await expect(ticket(page)).toContainText("Ready for the next sale");
    await keyboard.press("Alt+2");
    await expect(completedSale(page, "2-1", "13.20")).toBeVisible();
    await keyboard.press("Alt+3");
    await expect(page.getByRole("table", { name: "By tender" })).toContainText("13.20");

    await demo.stop();
    expect(verifyFolder(demo.data)).toMatchObject({ ok: true, headSeq: 3 });
  });

  test("is kept through a kill -9 of the register, and goes on by itself", async ({
    till: { page, demo },
  }) => {
    await addByName(page, "flat white");
    await addByName(page, "butter croissant");
    const banner = expect(page.getByText("Till is restarting, your sale is kept.")).toBeVisible();
    demo.killRegisterNow();
    await banner;
    await demo.restarted();
    await expect(page.getByText("Till ready")).toBeVisible();
    await expect(lines(page)).toHaveCount(2);
    await expect(figure(page, "Total")).toHaveText("6.00");

    await addByName(page, "cinnamon bun");
    await page.keyboard.press("F9");
    await page.keyboard.press("Enter");
    await expect(figure(page, "Paid")).toHaveText("8.90");
    await page.keyboard.press("Enter");
    await expect(searchField(page)).toBeFocused();
    await demo.stop();
    expect(verifyFolder(demo.data)).toMatchObject({ ok: true, headSeq: 3 });
  });
});
