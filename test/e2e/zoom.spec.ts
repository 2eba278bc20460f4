import type { Page } from "@playwright/test";
import { addByName, button, figure } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

/** What stands beyond the page's right or left edge, or makes it scroll sideways. */
async function beyondTheEdges(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const parts = Array.from(
      document.querySelectorAll("button, input, select, output, h1, dt, dd"),
    );
    const beyond = parts.filter((part) => {
      const { left, right, width } = part.getBoundingClientRect();
      return width > 1 && (left < -1 || right > clientWidth + 1) && !part.closest(".hidden");
    });
    const said = beyond.map((part) => `${part.tagName} ${part.className} ${part.textContent}`);
    return scrollWidth > clientWidth ? [...said, `${scrollWidth} > ${clientWidth}`] : said;
  });
}

async function zoomTo(page: Page, percent: string): Promise<void> {
  await page.keyboard.press("Alt+s");
  const sizes = page.getByRole("group", { name: "Size" });
  await sizes.getByRole("button", { name: percent }).click();
}

test.describe("at 200 %, a till of 1366 × 768", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("loses nothing of a cash sale, and scrolls one way only", async ({ till: { page } }) => {
    await zoomTo(page, "200");
    expect(await beyondTheEdges(page), "the settings").toEqual([]);
    await page.keyboard.press("Alt+1");
    await addByName(page, "flat white");
    // The ticket stands over the keys, and every action is there.
    const total = await figure(page, "Total").boundingBox();
    const pay = await button(page, "Pay").boundingBox();
    expect(total?.y).toBeLessThan(pay?.y ?? 0);
    for (const name of ["Quantity", "Discount", "Undo", "Park", "Cash", "Card", "Pay"]) {
      await button(page, name).last().scrollIntoViewIfNeeded();
      await expect(button(page, name).last(), name).toBeInViewport();
    }
    expect(await beyondTheEdges(page), "the sale").toEqual([]);
    for (const key of ["F4", "F5", "Alt+p", "F3"]) {
      await page.keyboard.press(key);
      await expect(
        button(page, "Back")
          .or(page.getByRole("heading", { level: 1 }))
          .first(),
      ).toBeVisible();
      expect(await beyondTheEdges(page), key).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(button(page, "Pay")).toBeVisible();
    }
    await page.keyboard.press("F12");
    await expect(page.getByRole("heading", { name: "Pay" })).toBeVisible();
    expect(await beyondTheEdges(page), "the tender").toEqual([]);
    await page.keyboard.press("F9");
    await page.keyboard.press("Enter");
    await expect(figure(page, "Give back")).toBeVisible();
    expect(await beyondTheEdges(page), "the change").toEqual([]);
  });

  test("loses nothing of the back office", async ({ till: { page } }) => {
    await zoomTo(page, "200");
    for (const key of ["Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6"]) {
      await page.keyboard.press(key);
      await expect(page.getByRole("heading").first()).toBeVisible();
      expect(await beyondTheEdges(page), key).toEqual([]);
    }
  });

  test("opens its lists and what the strip tells beside their buttons", async ({
    till: { page },
  }) => {
    await zoomTo(page, "200");
    const strip = page.getByRole("navigation", { name: "Status" });
    await strip.getByRole("button", { name: /^Network/ }).click();
    const told = page.getByRole("dialog", { name: "Network" });
    const network = await strip.getByRole("button", { name: /^Network/ }).boundingBox();
    const edge = (network?.y ?? 0) + (network?.height ?? 0);
    expect(Math.abs(((await told.boundingBox())?.y ?? 0) - edge)).toBeLessThan(30);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+4");
    await button(page, "Cash in").click();
    await page.getByRole("button", { name: /Against$/ }).click();
    for (const place of await page.getByRole("option").all()) await expect(place).toBeInViewport();
    await page.getByRole("option", { name: "Bank" }).click();
    await expect(page.getByRole("button", { name: /Against$/ })).toContainText("Bank");
  });

  test("goes back to its usual size, and is as large again after a start", async ({
    till: { page },
  }) => {
    const heightOf = async () => (await button(page, "Pay").boundingBox())?.height ?? 0;
    const usual = await heightOf();
    await zoomTo(page, "200");
    await page.keyboard.press("Alt+1");
    await expect.poll(heightOf).toBe(usual * 2);
    await page.reload();
    await expect.poll(heightOf).toBe(usual * 2);
    await zoomTo(page, "100");
    await page.keyboard.press("Alt+1");
    await expect.poll(heightOf).toBe(usual);
    expect(await beyondTheEdges(page)).toEqual([]);
  });
});

test("moves nothing where less motion is wanted", async ({ till: { page } }) => {
  await addByName(page, "flat white");
  const moving = () =>
    page.evaluate(() => {
      const seconds = (text: string) =>
        Math.max(...text.split(",").map((one) => Number(one.trim().replace(/m?s$/, ""))));
      return Array.from(document.querySelectorAll("*")).filter((part) => {
        const { transitionDuration, animationDuration, animationName } = getComputedStyle(part);
        const isAnimated = animationName !== "none" && seconds(animationDuration) > 0;
        return isAnimated || seconds(transitionDuration) > 0;
      }).length;
    });
  await page.emulateMedia({ reducedMotion: "no-preference" });
  expect(await moving()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await moving()).toBe(0);
});
