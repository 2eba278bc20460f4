import { judge } from "../support/axe.ts";
import { addByName } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("the strip says that the network went and when it was last there, at every width", async ({
  till: { page },
  context,
}) => {
  const strip = page.getByRole("navigation", { name: "Status" });
  await expect(strip.getByRole("button", { name: "Drawer open" })).toBeVisible();
  // The reader's page, too: what is still being loaded would fail with the network.
  await expect.poll(() => page.frames().length).toBe(2);
  for (const frame of page.frames()) await frame.waitForLoadState("load");
  await context.setOffline(true);
  const network = strip.getByRole("button", { name: "No network" });
  await network.click();
  const told = page.getByRole("dialog", { name: "No network" });
  await expect(told).toContainText("This till is on no network.");
  await expect(told).toContainText("Last good");
  await judge(page, "no network");
  await page.keyboard.press("Escape");
  for (const width of [1024, 1366, 1920]) {
    await page.setViewportSize({ width, height: 768 });
    for (const part of await strip.getByRole("button").all()) {
      const box = await part.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0), `${width}`).toBeLessThanOrEqual(width);
      expect(box?.width, `${width}`).toBeGreaterThanOrEqual(44);
    }
  }
  await context.setOffline(false);
  await expect(strip.getByRole("button", { name: "Network there" })).toBeVisible();
  // Selling went on.
  await addByName(page, "flat white");
});

test("while the register restarts, the relay and the reader are not shown as well", async ({
  till: { page, demo },
}) => {
  const strip = page.getByRole("navigation", { name: "Status" });
  const unknown = Promise.all(
    ["Relay: not known", "Reader: not known"].map((name) =>
      expect(strip.getByRole("button", { name })).toBeAttached(),
    ),
  );
  demo.killRegisterNow();
  await unknown;
  await demo.restarted();
  await expect(strip.getByRole("button", { name: /^Relay online/ })).toBeVisible();
});
