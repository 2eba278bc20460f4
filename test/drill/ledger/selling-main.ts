import { writeSync } from "node:fs";
import { join } from "node:path";
import { listBackups } from "../../../ledger/backup/backup-file.ts";
import { openRegister } from "../../../register/register.ts";
import { clerkOf, drillOptions, type Ack } from "./drill-register.ts";
import { beforeEachStep, isWriting } from "./each-step.ts";

/**
 * A till that is killed: `node selling-main.ts <folder> <what> [<step> [<times>]]`. Sells, closes
 * days or makes backups, and says each answer on stdout once it has it; without end, or so many
 * times. With a step as `INSERT posting#3` it dies by itself, before the third statement of that
 * name; with `?` it tells the names of all that write.
 */
const [, , folder = "", what = "sell", step = "", times = "Infinity"] = process.argv;

/** Written at once: a buffered answer would be one that nobody heard. */
const tell = (said: object) => writeSync(1, `${JSON.stringify(said)}\n`);

function watchSteps(): void {
  const [name = "", occurrence = "1"] = step.split("#");
  let left = Number(occurrence);
  beforeEachStep((next) => {
    if (name === "?" && isWriting(next)) tell({ step: next.name });
    if (next.name === name) left -= 1;
    if (left === 0) process.kill(process.pid, "SIGKILL");
  });
}

if (what === "migrate" && step !== "") watchSteps();
const register = openRegister(drillOptions(folder));
const clerk = clerkOf(register);
tell({ ready: true });
if (what === "migrate") process.exit(0);

if (what === "backup") {
  if (step !== "") watchSteps();
  let made = 0;
  register.onEvent((event) => {
    if (event.event !== "backups-changed") return;
    const [newest] = listBackups(join(folder, "backups"));
    if (newest) tell({ backup: newest.path });
    made += 1;
    if (made >= Number(times)) process.exit(0);
    clerk.sell();
    setImmediate(() => void clerk.act("backup.make", {}));
  });
  clerk.act("backup.make", {});
} else {
  if (step !== "") watchSteps();
  for (let sale = 1; sale <= Number(times); sale += 1) tell({ ack: next(sale) });
  process.exit(0);
}

function next(sale: number): Ack {
  const isClosing = what === "close" || sale % 8 === 0;
  return isClosing && sale > 1 ? clerk.closeDay() : clerk.sell();
}
