import { app, dialog } from "electron";
import { TroubleError } from "../contract/trouble.ts";

/** A supervisor takes this for: starting again would meet the same. */
const TROUBLE_EXIT_CODE = 2;

/** Tells the program that started this one, as the demo does, that the window stands. */
export function tellReady(): void {
  process.send?.({ ready: { pid: process.pid } });
}

/** Ends the program: told to the one that started it, or to the person in front of it. */
export function endInTrouble(thrown: unknown): void {
  const code = thrown instanceof TroubleError ? thrown.code : undefined;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (process.send === undefined) {
    const advice = code === undefined ? "" : `\n\nSee docs/errors.md, ${code}.`;
    dialog.showErrorBox("Tillside could not go on", `${message}${advice}`);
    app.exit(1);
  } else if (code === undefined) {
    process.stderr.write(`Tillside could not go on: ${message}\n`);
    app.exit(1);
  } else {
    process.send({ trouble: { code, message } }, () => app.exit(TROUBLE_EXIT_CODE));
  }
}
