import type { Page } from "@playwright/test";

/** Holds Enter on the dialog's primary until its act is done and the dialog has gone. */
export async function holdEnter(page: Page): Promise<void> {
  await page.keyboard.down("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.up("Enter");
}

/** The same with a finger or the mouse. */
export async function holdPointer(page: Page, name: RegExp): Promise<void> {
  const box = await page.getByRole("button", { name }).boundingBox();
  if (box === null) throw new Error(`nothing to hold: ${name}`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.mouse.up();
}
