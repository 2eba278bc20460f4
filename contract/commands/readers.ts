import { z } from "zod";
import { Way, type ReadersView } from "../reader-views.ts";
import { view } from "./command.ts";

/** The reader of this register, and the way to it. What comes of each is told by `readers-changed`. */
export const readerCommands = {
  /** Looks for readers; answers what is known now, and the rest comes as `readers-changed`. */
  "readers.discover": {
    input: z.strictObject({}),
    output: view<ReadersView>(),
    refusals: ["cards-offline"],
    from: ["till", "tool"],
  },
  /** From now on this register charges on this reader, and connects to it where it drives it. */
  "readers.choose": {
    input: z.strictObject({ readerId: z.string().min(1).max(100) }),
    output: view<ReadersView>(),
    refusals: ["unknown-reader", "payment-in-progress"],
    from: ["till", "tool"],
  },
  /** Direct: by terminal-js in the reader window. Relay: by commands that the relay sends. */
  "readers.set-way": {
    input: z.strictObject({ way: Way }),
    output: view<ReadersView>(),
    refusals: ["payment-in-progress"],
    from: ["till", "tool"],
  },
} as const;
