import { judge } from "../support/axe.ts";
import { addByName, button } from "../support/till-page.ts";
import { test } from "./till.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`axe finds nothing on the day and its people, ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });
    // Seven screens are judged one after the other.
    test.slow();

    test("drawer, cash out, approval, count, comparison, Z, lock, people", async ({
      till: { page },
    }) => {
      await addByName(page, "flat white");
      await page.keyboard.press("Alt+4");
      await judge(page, "the drawer");
      await button(page, "Cash out").click();
      await page.getByLabel("Amount").fill("20");
      await page.getByLabel("Reason").fill("stamps");
      await judge(page, "cash out");
      await button(page, "Move cash").click();
      await page.getByRole("dialog", { name: "Manager approval" }).waitFor();
      await judge(page, "the approval");
      await page.keyboard.press("Escape");
      await button(page, "Back").click();
      await button(page, "Count and close").click();
      const fields = page.getByRole("textbox", { name: /^How many/ });
      for (const field of await fields.all()) await field.fill("0");
      await page.getByRole("textbox", { name: "How many: 50.00", exact: true }).fill("3");
      await judge(page, "the count");
      await button(page, "Submit count").click();
      await page.getByRole("table", { name: "Compared with the ledger" }).waitFor();
      await judge(page, "the comparison");
      await page.keyboard.press("F8");
      await page.getByRole("heading", { name: "The till is locked" }).waitFor();
      await judge(page, "the lock");
      await page.getByRole("button", { name: /^Jonas/ }).click();
      await page.getByLabel("PIN", { exact: true }).fill("2222");
      await page.keyboard.press("Enter");
      await button(page, "Count and close").click();
      for (const field of await fields.all()) await field.fill("0");
      await page.getByRole("textbox", { name: "How many: 50.00", exact: true }).fill("3");
      await button(page, "Submit count").click();
      await button(page, "Close the day, Z 1").click();
      await page.getByRole("region", { name: "Z 1", exact: true }).waitFor();
      await judge(page, "the Z");
      await page.keyboard.press("Alt+5");
      await page.getByRole("form", { name: "Add somebody" }).waitFor();
      await judge(page, "people");
    });
  });
}
