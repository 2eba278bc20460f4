import { z } from "zod";
import { troubleCodes, TroubleError } from "../contract/trouble.ts";
import { troubleFrom } from "../register/trouble-from.ts";

/** What a supervised program tells its parent. */
export const ChildMessage = z.union([
  z.strictObject({ ready: z.record(z.string(), z.unknown()) }),
  z.strictObject({ trouble: z.strictObject({ code: z.enum(troubleCodes), message: z.string() }) }),
]);
export type ChildMessage = z.infer<typeof ChildMessage>;

/** A child that met trouble ends with this code: starting it again would meet the same. */
export const TROUBLE_EXIT_CODE = 2;

/**
 * Runs the body of a supervised program: `start` opens what it serves and answers what the parent
 * should know and how to close. It ends when the parent asks, and by itself when the parent is
 * gone, however that went. Ctrl-C reaches the whole group; the parent alone decides what it means.
 */
export async function runChild(
  start: () => Promise<{ details: Record<string, unknown>; close: () => void }>,
): Promise<void> {
  process.on("SIGINT", () => undefined);
  let close: () => void = () => undefined;
  const end = () => {
    close();
    process.exit(0);
  };
  process.on("SIGTERM", end);
  process.on("disconnect", end);

  try {
    const started = await start();
    close = started.close;
    tellParent({ ready: started.details });
  } catch (error) {
    const trouble = troubleFrom(error);
    if (!(trouble instanceof TroubleError)) throw error;
    const { code, message } = trouble;
    tellParent({ trouble: { code, message } }, () => process.exit(TROUBLE_EXIT_CODE));
  }
}

function tellParent(message: ChildMessage, sent: () => void = () => undefined): void {
  if (!process.send) throw new Error("This program is started by sandbox/main.ts: npm start.");
  process.send(message, sent);
}
