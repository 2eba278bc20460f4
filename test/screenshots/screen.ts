import type { Page } from "@playwright/test";
import type { Demo } from "../support/demo.ts";

/** One screen in one state: how to get there from the one before. */
export type Screen = Readonly<{
  name: string;
  /** Its picture stands in docs/images, in these themes. */
  documented?: readonly ("light" | "dark")[];
  /**
   * Answers the page to look at where it is another than the till's: the reader's, or the customer's
   * display.
   */
  show: (page: Page, demo: Demo) => Promise<Page | undefined> | Promise<void>;
}>;
