import type { Page } from "@playwright/test";
import { judge } from "../support/axe.ts";
import { holdPointer } from "../support/hold.ts";
import { jonas } from "../support/people.ts";
import {
  addByName,
  button,
  completedSale,
  figure,
  lines,
  searchField,
  searchFor,
  ticket,
} from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** A label of the demo's scale: Manchego, 0.342 kg. */
const weighed = "2210001003421";

async function searchAndTake(page: Page, text: string): Promise<void> {
  await searchFor(page, text);
  await page.getByRole("listbox", { name: "Results" }).waitFor();
  await page.keyboard.press("Enter");
}

async function payExact(page: Page): Promise<void> {
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  await figure(page, "Give back").waitFor();
  await page.keyboard.press("Enter");
  await searchField(page).waitFor();
}

test("a variant by a digit and by touch", async ({ till: { page } }) => {
  await searchAndTake(page, "apron");
  await expect(page.getByRole("heading", { name: "Which Apron?" })).toBeVisible();
  await judge(page, "variants");
  await page.keyboard.press("2");
  await expect(lines(page)).toContainText(["medium"]);
  await page.getByRole("tab", { name: "Deli" }).click();
  await button(page, "Apron").click();
  await page.getByRole("group", { name: "Variants" }).getByText("large").click();
  await expect(lines(page)).toContainText(["medium", "large"]);
  await expect(figure(page, "Total")).toHaveText("81.00");
});

test("a weight that is typed, and one that the scale's label carries", async ({
  till: { page },
}) => {
  await searchAndTake(page, "manchego");
  await expect(page.getByRole("heading", { name: "Manchego: how much, in kg?" })).toBeVisible();
  await judge(page, "how much");
  await page.keyboard.type("250");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Total")).toHaveText("8.23");
  // The question may still be leaving, and would take the first digits.
  await expect(searchField(page)).toBeFocused();
  await page.keyboard.type(weighed);
  await page.keyboard.press("Enter");
  await expect(lines(page)).toContainText(["0.250 kg", "0.342 kg"]);
  await expect(figure(page, "Total")).toHaveText("19.48");
});

test("another price, with a reason and a manager's yes in place", async ({ till: { page } }) => {
  await addByName(page, "gooseneck");
  await page.keyboard.press("Alt+p");
  await page.keyboard.type("5000");
  await page.keyboard.press("Alt+w");
  await judge(page, "another price");
  await page.keyboard.press("Enter");
  const pin = page.getByRole("dialog", { name: "Manager approval" });
  await pin.getByLabel("PIN", { exact: true }).fill(jonas.pin);
  await page.keyboard.press("Enter");
  await expect(figure(page, "Total")).toHaveText("50.00");
  await expect(lines(page)).toContainText(["was 64.00, damaged"]);
});

test("notes and the customer stand on the sale, which is found by each of them, C10", async ({
  till: { page },
}) => {
  await addByName(page, "flat white");
  await page.keyboard.press("F3");
  await page.getByLabel("Note on the sale").fill("for the office");
  await page.getByLabel("Note on Flat white").fill("extra hot");
  await page.getByLabel("Customer's name").fill("Ada Byron");
  await judge(page, "notes");
  await page.keyboard.press("Enter");
  for (const text of ["for the office", "extra hot", "Ada Byron"]) {
    await expect(ticket(page)).toContainText(text);
  }
  await payExact(page);
  await addByName(page, "butter croissant");
  await payExact(page);

  await page.keyboard.press("Alt+2");
  await page.keyboard.press("F2");
  const find = page.getByRole("textbox", { name: /^Receipt, amount/ });
  const coffee = completedSale(page, "2-1", "3.60");
  const croissant = completedSale(page, "2-2", "2.40");
  for (const text of ["2-1", "3.60", "ada"]) {
    await find.fill(text);
    await expect(croissant, text).toBeHidden();
    await expect(coffee, text).toBeVisible();
  }
  await find.fill("nobody");
  await expect(page.getByRole("status").filter({ hasText: /./ }).first()).toBeVisible();
  await expect(coffee).toBeHidden();
  await judge(page, "none found");
});

test("what was weighed wrongly is set right, by its own key", async ({ till: { page } }) => {
  await page.keyboard.type(weighed);
  await page.keyboard.press("Enter");
  await expect(lines(page)).toContainText(["0.342 kg"]);
  await page.keyboard.press("F4");
  await page.keyboard.type("500");
  await judge(page, "another weight");
  await page.keyboard.press("Enter");
  await expect(lines(page)).toContainText(["0.500 kg"]);
  await expect(button(page, "Weight: 0.500 kg")).toBeVisible();
});

test("a sale is parked, looked at, recalled by a key, and another given up by touch", async ({
  till: { page },
}) => {
  await addByName(page, "flat white");
  await page.keyboard.press("F6");
  await expect(lines(page)).toHaveCount(0);
  await addByName(page, "butter croissant");
  await button(page, "Park").click();
  await expect(lines(page)).toHaveCount(0);
  await page.keyboard.press("F6");
  const list = page.getByRole("listbox", { name: "Parked sales" });
  await expect(list.getByRole("option")).toHaveCount(2);
  await judge(page, "parked sales");
  await page.keyboard.press("n");
  await page.keyboard.type("red bag");
  await judge(page, "a parked sale's name");
  await page.keyboard.press("Enter");
  await expect(list.getByRole("option", { name: "red bag" })).toContainText("2.40");
  await list.getByRole("option", { name: "red bag" }).focus();
  await page.keyboard.press("Enter");
  await expect(lines(page)).toContainText(["Butter croissant"]);
  await payExact(page);

  await button(page, "Recall").click();
  await expect(list.getByRole("option")).toHaveCount(1);
  await button(page, "Give up").click();
  await judge(page, "a parked sale to be given up");
  await page.getByRole("button", { name: "Rung up wrongly" }).click();
  await holdPointer(page, /^Hold to give up/, page.getByLabel("PIN", { exact: true }));
  const pin = page.getByRole("dialog", { name: "Manager approval" });
  await pin.getByLabel("PIN", { exact: true }).fill(jonas.pin);
  await page.keyboard.press("Enter");
  await expect(page.getByText("No sale is parked")).toBeVisible();
});

test("on a wide screen the parked sales and the drawer are in sight, and each opens", async ({
  till: { page },
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  for (const name of ["flat white", "rye loaf"]) {
    await addByName(page, name);
    await page.keyboard.press("F6");
    await expect(lines(page)).toHaveCount(0);
  }
  const parked = page.getByRole("region", { name: "Parked sales" });
  await expect(parked.getByRole("button")).toHaveCount(2);
  await judge(page, "a wide screen with parked sales");
  // The older of the two: the newest would be marked by itself.
  await parked.getByRole("button", { name: "3.60" }).click();
  await expect(page.getByRole("option", { name: "3.60" })).toBeFocused();
  const looked = page.getByRole("region", { name: "Parked", exact: true });
  await expect(looked).toContainText("Flat white");
  await page.keyboard.press("Enter");
  await expect(figure(page, "Total")).toHaveText("3.60");
  await expect(parked.getByRole("button")).toHaveCount(1);
  const drawer = page.getByRole("region", { name: "Drawer" });
  await drawer.getByRole("button", { name: "Float 150.00, 0 slips" }).click();
  await expect(page.getByText("No cash has been put in or taken out")).toBeVisible();
});
