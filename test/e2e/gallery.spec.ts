import { judgeContrast } from "../support/axe.ts";
import { complaintsOf } from "../support/page-complaints.ts";
import { expect, test } from "./till.ts";

test("the gallery shows every component in each look, and no way of the till leads to it", async ({
  till: { page, demo },
  context,
}) => {
  expect(await page.locator('a[href*="gallery"]').count()).toBe(0);
  const gallery = await context.newPage();
  const complaints = complaintsOf(gallery);
  await gallery.emulateMedia({ reducedMotion: "reduce" });
  await gallery.goto(`${new URL(demo.url).origin}/gallery/index.html`);
  for (const look of ["Light", "Dark", "Light, high contrast", "Dark, high contrast"]) {
    await gallery.getByRole("button", { name: look, exact: true }).click();
    await judgeContrast(gallery, look);
  }
  const shown = gallery.locator("figure[data-component] .specimen");
  expect(await shown.count()).toBeGreaterThan(30);
  for (const specimen of await shown.all()) {
    const box = await specimen.locator("> *").first().boundingBox();
    expect(box?.height, await specimen.innerText()).toBeGreaterThan(0);
  }
  await gallery
    .getByRole("region", { name: "Tokens" })
    .getByText("--ink", { exact: true })
    .waitFor();
  // What a clerk has chosen for the till is as it was.
  expect(await page.evaluate(() => localStorage.getItem("tillside-settings"))).toBeNull();
  expect(complaints).toEqual([]);
});
