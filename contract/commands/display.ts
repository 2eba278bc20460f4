import { DisplayLook } from "../display-views.ts";
import { view } from "./command.ts";

/** What the till says to its customers' displays. */
export const displayCommands = {
  /** How the till is shown from now on: its displays go along. It is kept nowhere. */
  "display.wear": {
    input: DisplayLook,
    output: view<DisplayLook>(),
    refusals: [],
    from: ["till"],
  },
} as const;
