import type { ElectronApplication } from "@playwright/test";
import { windowAt } from "../e2e/hosts/window-host.ts";
import { textsOf } from "../support/language-texts.ts";
import { addByName } from "../support/till-page.ts";
import { binary, expect, test } from "./desktop.ts";
import { standIn } from "../e2e/hosts/window-host.ts";

/** Plugs a second screen in, or pulls it. */
function screens(app: ElectronApplication, count: number): Promise<void> {
  return app.evaluate(({ screen }, wanted) => {
    const { standin } = screen as unknown as { standin: { setCount: (count: number) => void } };
    standin.setCount(wanted);
  }, count);
}

test.describe("the customer's window", () => {
  test.skip(binary !== standIn, "a real machine's screens cannot be plugged in by a test");

  test("opens on a second screen by itself, follows the sale, and goes with the screen", async ({
    app,
    till,
  }) => {
    await screens(app, 2);
    const display = await windowAt(app, "display");
    await expect(display.getByRole("heading", { name: "Welcome" })).toBeVisible();
    await addByName(till, "flat white");
    await expect(display.getByRole("region", { name: "Your purchase" })).toContainText(
      "Flat white",
    );
    await expect(display.getByRole("main")).toContainText("€3.60");
    await till.keyboard.press("F9");
    await till.keyboard.press("Enter");
    await expect(display.getByRole("main")).toContainText("Thank you");
    const closed = display.waitForEvent("close");
    await screens(app, 1);
    await closed;
  });

  test("opens from the till where there is one screen, once", async ({ app, till }) => {
    await till.evaluate(() => void window.open("/display/index.html"));
    const display = await windowAt(app, "display");
    await expect(display.getByRole("heading", { name: "Welcome" })).toBeVisible();
    await till.evaluate(() => void window.open("/display/index.html"));
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(3);
  });

  test("has a door that hears and cannot ask", async ({ app, till }) => {
    await till.evaluate(() => void window.open("/display/index.html"));
    const display = await windowAt(app, "display");
    await expect(display.getByRole("heading", { name: "Welcome" })).toBeVisible();
    const doors = await display.evaluate(() => {
      const { display: door, till: tillDoor } = window as unknown as Record<string, object>;
      return { door: Object.keys(door ?? {}), hasTill: tillDoor !== undefined };
    });
    expect(doors).toEqual({ door: ["subscribe"], hasTill: false });
  });

  test("speaks the till's language and is as dark, though it shares no storage with it", async ({
    app,
    till,
  }) => {
    await till.evaluate(() => void window.open("/display/index.html"));
    const display = await windowAt(app, "display");
    const root = display.locator("html");
    await expect(display.getByRole("heading", { name: "Welcome" })).toBeVisible();
    await till.keyboard.press("Alt+0");
    const theme = (await till.locator("html").getAttribute("data-theme")) ?? "";
    await expect(root).toHaveAttribute("data-theme", theme);
    await till.keyboard.press("Alt+s");
    await till.getByText(textsOf("ja")("language.name"), { exact: true }).click();
    await expect(root).toHaveAttribute("lang", "ja");
    await expect(display.getByText(textsOf("ja")("display.welcome"))).toBeVisible();
  });
});
