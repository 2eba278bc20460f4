import type { Page } from "@playwright/test";
import { judge } from "../support/axe.ts";
import { openBridge } from "../support/bridge-client.ts";
import { addByName, button, figure } from "../support/till-page.ts";
import { verifyFolder } from "../support/verify-ledger.ts";
import { expect, test } from "./till.ts";

const howMany = (page: Page, value: string) =>
  page.getByRole("textbox", { name: `How many: ${value}`, exact: true });

/** Writes beside each value how many there are; what is not named is none. */
async function fillCount(page: Page, pieces: Readonly<Record<string, number>>): Promise<void> {
  const fields = page.getByRole("textbox", { name: /^How many/ });
  for (const field of await fields.all()) await field.fill("0");
  for (const [value, count] of Object.entries(pieces)) {
    await howMany(page, value).fill(String(count));
  }
}

async function approveAsJonas(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Manager approval" });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("PIN", { exact: true }).fill("2222");
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(dialog).toBeHidden();
}

async function sellFlatWhite(page: Page): Promise<void> {
  await page.keyboard.press("Alt+1");
  await addByName(page, "flat white");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Give back")).toHaveText("0.00");
}

test.describe("the day", () => {
  test("open session, sale, blind count, close, Z", async ({ till: { page, demo } }) => {
    await sellFlatWhite(page);
    await page.keyboard.press("Alt+4");
    await expect(page.getByText("150.00")).toBeVisible();
    await page.keyboard.press("c");
    // Blind: what the drawer should hold (153.60) stands nowhere.
    await expect(page.getByText("153.60")).toHaveCount(0);
    await expect(button(page, "Submit count")).toBeDisabled();
    await fillCount(page, { "50.00": 3, "2.00": 1, "1.00": 1, "0.50": 1 });
    await button(page, "Submit count").click();
    const compared = page.getByRole("table", { name: "Compared with the ledger" });
    await expect(compared).toContainText("153.60");
    await expect(compared).toContainText("Short");
    await expect(page.getByLabel("To the safe")).toHaveValue("3.50");
    await page.getByLabel("To the safe").fill("153.50");
    await button(page, "Close the day, Z 1").click();
    await approveAsJonas(page);

    const z = page.getByRole("region", { name: "Z 1", exact: true });
    await expect(z.getByRole("table", { name: "By tender" })).toContainText("3.60");
    await expect(z.getByRole("table", { name: "Drawer" })).toContainText("Short");
    await expect(z.getByRole("table", { name: "Drawer" })).toContainText("−0.10");
    await button(page, "Add up again").click();
    await expect(z.getByRole("status")).toContainText("the same to the byte");

    // The next day: nothing is sold before its drawer is opened.
    await page.keyboard.press("Alt+1");
    await addByName(page, "flat white");
    await page.keyboard.press("F9");
    await page.keyboard.press("Enter");
    await expect(page.getByText("The drawer is closed")).toBeVisible();
    await page.keyboard.press("Alt+4");
    await expect(page.getByRole("heading", { name: "Open the drawer" })).toBeVisible();
    await howMany(page, "50.00").fill("3");
    await page.getByLabel("From the safe").fill("150,00");
    await button(page, "Open drawer").click();
    await expect(button(page, "Count and close")).toBeVisible();
    await page.keyboard.press("Alt+1");
    await page.keyboard.press("F9");
    await page.keyboard.press("Enter");
    await expect(figure(page, "Give back")).toHaveText("0.00");

    const bridge = await openBridge(demo);
    const list = await bridge.value("day.z-list", { beforeNumber: null, limit: 5 });
    expect(list).toMatchObject([{ zNumber: 1, saleCount: 1 }]);
    await demo.stop();
    expect(verifyFolder(demo.data)).toMatchObject({ ok: true });
  });

  test("cash out asks a manager in place, and the open sale stays", async ({ till: { page } }) => {
    await addByName(page, "flat white");
    await page.keyboard.press("Alt+4");
    await page.keyboard.press("o");
    const form = page.getByRole("form", { name: "Cash out" });
    await form.getByLabel("Amount").fill("20");
    // Letters that are keys of the drawer stay text where text is typed.
    await form.getByLabel("Reason").pressSequentially("window cleaner");
    await expect(form.getByLabel("Reason")).toHaveValue("window cleaner");
    await form.getByRole("button", { name: "Move cash" }).click();

    const dialog = page.getByRole("dialog", { name: "Manager approval" });
    await expect(dialog).toContainText("Move cash in or out");
    await dialog.getByLabel("PIN", { exact: true }).fill("9999");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("alert")).toContainText("Wrong PIN");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(form.getByRole("alert")).toContainText("needs-approval");

    await form.getByRole("button", { name: "Move cash" }).click();
    const pad = page.getByRole("group", { name: "PIN pad" });
    for (let digit = 0; digit < 4; digit += 1) {
      await pad.getByRole("button", { name: "2", exact: true }).click();
    }
    await dialog.getByRole("button", { name: "Approve" }).click();
    await expect(dialog).toBeHidden();
    const moves = page.getByRole("region", { name: "Cash in and out" });
    await expect(moves).toContainText("window cleaner");
    await expect(moves).toContainText("−20.00");
    await page.keyboard.press("Alt+1");
    await expect(figure(page, "Total")).toHaveText("3.60");
  });
});

test("training wears its frame, is paid like a sale, and leaves the day as it was", async ({
  till: { page, demo },
}) => {
  await page.keyboard.press("Alt+4");
  await button(page, "Practise").click();
  await page.getByRole("dialog", { name: "Manager approval" }).waitFor();
  await page.getByLabel("PIN", { exact: true }).fill("2222");
  await page.keyboard.press("Enter");
  const frame = page.getByRole("region", { name: "Training", exact: true });
  await expect(frame).toContainText("Nothing here is real money");
  await addByName(page, "flat white");
  await judge(page, "training");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Give back")).toHaveText("0.00");
  await page.keyboard.press("F8");
  await expect(page.getByRole("heading", { name: "The till is locked" })).toBeVisible();
  await expect(frame).toBeVisible();
  await page.getByLabel("PIN", { exact: true }).fill("1111");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "The till is locked" })).toBeHidden();
  await page.keyboard.press("Alt+4");
  await button(page, "End training").click();
  await expect(frame).toBeHidden();
  const bridge = await openBridge(demo);
  const { saleCount } = await bridge.value("day.x-report", {});
  bridge.close();
  expect(saleCount).toBe(0);
});

test.describe("people", () => {
  test("lock, sign in as the manager, add somebody, see the log", async ({ till: { page } }) => {
    await addByName(page, "flat white");
    await page.keyboard.press("F8");
    await expect(page.getByRole("heading", { name: "The till is locked" })).toBeVisible();
    await expect(page.getByText("Flat white")).toHaveCount(0);
    // Whoever locked it types the PIN alone.
    await expect(page.getByRole("button", { name: /^Mara/ })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await page.getByRole("button", { name: /^Jonas/ }).click();
    await page.getByLabel("PIN", { exact: true }).fill("2222");
    await page.keyboard.press("Enter");
    await expect(figure(page, "Total")).toHaveText("3.60");

    await page.keyboard.press("Alt+5");
    const form = page.getByRole("form", { name: "Add somebody" });
    await form.getByLabel("Name").fill("Noor");
    await form.getByLabel(/^PIN/).fill("4321");
    await form.getByRole("button", { name: "Add" }).click();
    await expect(page.getByRole("row", { name: /^Noor/ })).toContainText("Clerk");
    const log = page.getByRole("complementary", { name: "Risky acts" });
    await expect(log).toContainText("User changed");
    await expect(log).toContainText("Signed in");
  });
});
