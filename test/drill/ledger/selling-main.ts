import { writeSync } from "node:fs";
import { join } from "node:path";
import { listBackups } from "../../../ledger/backup/backup-file.ts";
import { openRegister } from "../../../register/register.ts";
import { clerkOf, drillOptions, type Ack } from "./drill-register.ts";
import { killBefore } from "./kill-before.ts";

/**
 * A till that is killed: `node selling-main.ts <folder> <what> [<step> [<sales>]]`. Sells, closes
 * days or makes backups, and says each answer on stdout once it has it; without end, or so many
 * times. With a step above 0 it dies by itself, before that statement.
 */
const [, , folder = "", what = "sell", step = "0", sales = "Infinity"] = process.argv;
const dieAt = Number(step);

/** Written at once: a buffered answer would be one that nobody heard. */
const tell = (said: object) => writeSync(1, `${JSON.stringify(said)}\n`);

if (what === "migrate" && dieAt > 0) killBefore(dieAt);
const register = openRegister(drillOptions(folder));
const clerk = clerkOf(register);
tell({ ready: true });
if (what === "migrate") process.exit(0);

if (what === "backup") {
  register.onEvent((event) => {
    if (event.event !== "backups-changed") return;
    const [newest] = listBackups(join(folder, "backups"));
    if (newest) tell({ backup: newest.path });
    clerk.sell();
    setImmediate(() => void clerk.act("backup.make", {}));
  });
  clerk.act("backup.make", {});
} else {
  if (dieAt > 0) killBefore(dieAt);
  for (let sale = 1; sale <= Number(sales); sale += 1) tell({ ack: next(sale) });
  process.exit(0);
}

function next(sale: number): Ack {
  const isClosing = what === "close" || sale % 8 === 0;
  return isClosing && sale > 1 ? clerk.closeDay() : clerk.sell();
}
