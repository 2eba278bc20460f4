import type { Locator, Page } from "@playwright/test";
import { jonas } from "./people.ts";

/** Holds Enter on the dialog's primary until its act is done and the dialog has gone. */
export async function holdEnter(page: Page): Promise<void> {
  await page.keyboard.down("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.up("Enter");
}

/** The same with a finger or the mouse, until the dialog has gone or what follows is there. */
export async function holdPointer(page: Page, name: RegExp, until?: Locator): Promise<void> {
  const button = page.getByRole("button", { name });
  // It waits until the button is enabled and stands still: a note that goes moves a whole dialog.
  await button.click({ trial: true });
  await button.hover();
  await page.mouse.down();
  await (until ? until.waitFor() : page.getByRole("dialog").waitFor({ state: "hidden" }));
  await page.mouse.up();
}

/** A held key that asks for a manager, who then says yes in place. */
export async function holdAndApprove(page: Page): Promise<void> {
  await page.keyboard.down("Enter");
  const pin = page.getByRole("dialog").getByLabel("PIN", { exact: true });
  await pin.waitFor();
  await page.keyboard.up("Enter");
  await pin.fill(jonas.pin);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Manager approval" }).waitFor({ state: "hidden" });
}
