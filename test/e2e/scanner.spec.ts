import type { Page } from "@playwright/test";
import { addByName, lines, scan, searchField } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

/** A key as a browser tells it, where Playwright's own keyboard cannot: other layouts, input methods. */
type ToldKey = Readonly<{
  key: string;
  code: string;
  shiftKey?: boolean;
  altKey?: boolean;
  isComposing?: boolean;
}>;

/** Presses keys on whatever has the focus, all in one moment, as a scanner does. */
async function tell(page: Page, keys: readonly ToldKey[]): Promise<void> {
  await page.evaluate((all) => {
    for (const key of all) {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(
        new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }),
      );
    }
  }, keys);
}

const enter: ToldKey = { key: "Enter", code: "Enter" };
const code = "5391512340012";
const notAdded = (page: Page) => page.getByRole("alert").filter({ hasText: code });

test("an input method that takes a scanner's keys hides no code", async ({ till: { page } }) => {
  const digits = Array.from("0000000000000", (digit): ToldKey => {
    return { key: "Process", code: `Digit${digit}` };
  });
  await tell(page, [...digits, { key: "Process", code: "Enter" }]);
  await expect(page.getByRole("alert")).toContainText("0000000000000");
});

test("the Enter that chooses a word searches for nothing", async ({ till: { page } }) => {
  await page.keyboard.type("flat white");
  await page.locator('[data-answers="flat white"]').waitFor();
  await tell(page, [{ ...enter, isComposing: true }]);
  await expect(searchField(page)).toHaveValue("flat white");
  await expect(lines(page)).toHaveCount(0);
  await tell(page, [enter]);
  await expect(lines(page)).toHaveCount(1);
});

test("letter keys work on an Arabic layout", async ({ till: { page } }) => {
  await tell(page, [{ key: "س", code: "KeyS", altKey: true }]);
  await expect(page.getByRole("heading", { name: "This screen" })).toBeVisible();
  await tell(page, [{ key: "ل", code: "KeyG", altKey: true }]);
  await expect(page.getByRole("heading", { name: "Store credit" })).toBeVisible();
});

test("F11 leads to the drawer, and the rail says so", async ({ till: { page } }) => {
  await page.keyboard.press("F11");
  const drawer = page.getByRole("button", { name: "Drawer", exact: true });
  await expect(drawer).toHaveAttribute("aria-current", "page");
  await expect(drawer.locator("kbd")).toHaveAttribute("data-key", "F11");
});

test("a scan at the locked till is no part of the PIN, and said", async ({ till: { page } }) => {
  await page.keyboard.press("F8");
  const pin = page.getByLabel("PIN", { exact: true });
  await expect(pin).toBeFocused();
  await page.keyboard.type("11", { delay: 60 });
  await page.waitForTimeout(400);
  await scan(page, code);
  await expect(notAdded(page)).toBeVisible();
  await expect(pin).toHaveValue("11");
  await page.keyboard.type("11", { delay: 60 });
  await page.keyboard.press("Enter");
  await expect(searchField(page)).toBeFocused();
  await expect(lines(page)).toHaveCount(0);
});

test("a code that a busy machine held back half-way is whole, where no field has it", async ({
  till: { page },
}) => {
  await page.keyboard.press("F11");
  await expect(page.getByRole("heading", { name: "Drawer", exact: true })).toBeVisible();
  const keys = Array.from(code, (digit): ToldKey => ({ key: digit, code: `Digit${digit}` }));
  await tell(page, keys.slice(0, 5));
  // Longer than any scanner's pause between two signs; however long it is, nothing else follows.
  await page.waitForTimeout(100);
  await tell(page, [...keys.slice(5), enter]);
  await expect(notAdded(page)).toBeVisible();
});

test("the lock is worked by keys alone: arrows choose who, digits are the PIN", async ({
  till: { page },
}) => {
  await page.keyboard.press("F8");
  const who = page.getByRole("group", { name: "Who" });
  const isChosen = (name: string) => who.getByRole("button", { name, pressed: true });
  await expect(isChosen("Mara")).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await expect(isChosen("Jonas")).toBeVisible();
  await who.getByRole("button", { name: "Mara" }).click();
  await who.getByRole("button", { name: "Jonas" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("PIN", { exact: true })).toBeFocused();
  const theme = () => page.locator("html").getAttribute("data-theme");
  const before = await theme();
  await page.keyboard.press("Alt+0");
  expect(await theme()).not.toBe(before);
  await page.locator("h1").click();
  await page.keyboard.type("2222", { delay: 60 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("banner")).toContainText("Jonas");
});

test("a count, and a note, are there again after a lock", async ({ till: { page } }) => {
  const unlock = async () => {
    await page.keyboard.press("F8");
    await expect(page.getByLabel("PIN", { exact: true })).toBeFocused();
    await page.keyboard.type("1111", { delay: 60 });
    await page.keyboard.press("Enter");
    await expect(page.getByRole("banner")).toContainText("Mara");
  };
  await page.keyboard.press("F11");
  await page.keyboard.press("c");
  const first = page.locator(".how-many").first();
  await first.fill("7");
  await unlock();
  await expect(first).toHaveValue("7");
  const unknown = Array.from("00000000", (key): ToldKey => ({ key, code: `Digit${key}` }));
  await tell(page, [...unknown, enter]);
  await expect(searchField(page)).toBeVisible();
  await page.keyboard.press("F11");
  await expect(first).toHaveValue("7");
  await page.keyboard.press("Escape");
  await addByName(page, "flat white");
  await page.keyboard.press("F3");
  const note = page.getByLabel("Note on the sale");
  await note.fill("call at five");
  await unlock();
  await expect(note).toHaveValue("call at five");
  await page.keyboard.type(" o'clock");
  await page.keyboard.press("Control+z");
  await expect(lines(page)).toHaveCount(1);
  await note.fill("call at six");
  await page.keyboard.press("F6");
  await expect(lines(page)).toHaveCount(0);
  await page.keyboard.press("F6");
  await page.getByRole("heading", { name: "Parked sales" }).waitFor();
  await page.keyboard.press("Enter");
  await expect(lines(page)).toHaveCount(1);
  await page.keyboard.press("F3");
  await expect(note).toHaveValue("call at six");
});

test("an installer sees what a scanner sends, and tunes the till to it", async ({
  till: { page },
}) => {
  await page.keyboard.press("Alt+s");
  await page.getByLabel("Scan something to try").focus();
  const german = Array.from("yz-12345", (sign): ToldKey => {
    const keyOf = { y: ["z", "KeyY"], z: ["y", "KeyZ"], "-": ["ß", "Minus"] } as const;
    const [key, at] = Object.hasOwn(keyOf, sign)
      ? keyOf[sign as keyof typeof keyOf]
      : [sign, `Digit${sign}`];
    return { key, code: at };
  });
  await tell(page, [...german, enter]);
  const tried = page.getByRole("table", { name: "Try the scanner" });
  await expect(page.getByText("Taken for a scan.", { exact: true })).toBeVisible();
  await expect(tried.getByRole("row", { name: "Read yz-12345" })).toBeVisible();
  await expect(tried.getByRole("row", { name: "As typed zyß12345" })).toBeVisible();
  await page.getByRole("button", { name: "As typed" }).click();
  await page.getByLabel("Scan something to try").focus();
  await tell(page, [...german, enter]);
  await expect(tried.getByRole("row", { name: "Read zyß12345" })).toBeVisible();
});

test("three pieces at once: 3 *, then the scan", async ({ till: { page } }) => {
  await page.keyboard.type("3*", { delay: 80 });
  await expect(page.getByRole("status", { name: "Pieces of the next item" })).toHaveText("3 ×");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("status", { name: "Pieces of the next item" })).toBeHidden();
  await page.keyboard.type("3*", { delay: 80 });
  await addByName(page, "flat white");
  await expect(lines(page).first()).toContainText("3");
});
