import type { Page } from "@playwright/test";
import type { Demo } from "../support/demo.ts";

/** One screen: how to get there from the one before. */
export type Screen = Readonly<{
  name: string;
  isDocumented: boolean;
  /** The picture is of the reader's page, which this screen opens, and not of the till's. */
  isOfReader?: boolean;
  show: (page: Page, demo: Demo) => Promise<void>;
}>;
