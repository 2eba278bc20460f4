import { z } from "zod";
import { DisplayLook } from "../display-views.ts";
import { view } from "./command.ts";

/** What the till says to its customers' displays. */
export const displayCommands = {
  /**
   * How the till is shown from now on: its displays go along. It is kept nowhere. A window that only
   * connects, where nobody has chosen anything since it last said so, changes no look that is worn.
   * Answers the look that is.
   */
  "display.wear": {
    input: z.strictObject({ look: DisplayLook, isChosen: z.boolean() }),
    output: view<DisplayLook>(),
    refusals: [],
    from: ["till"],
  },
} as const;
