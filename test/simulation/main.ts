import { runSeed } from "./run-seed.ts";
import { replaceTimers } from "./virtual-timers.ts";
replaceTimers();
const from = Number(process.argv[2] ?? 1), n = Number(process.argv[3] ?? 10), steps = Number(process.argv[4] ?? 200);
const t = performance.now();
let pay = 0, cap = 0, crashes=0, late=0, bad=0;
for (let s = from; s < from + n; s++) {
  const r = await runSeed(s, steps, n === 1);
  pay += r.payments; cap += r.captured; crashes+=r.crashes; late=Math.max(late,r.lateMs);
  if (n === 1) console.log(r.lines.join("\n"));
  if (r.violations.length) { bad++; if (bad<8||n===1) console.log(s, JSON.stringify(r.violations.slice(0, 3), null, 1)); }
}
const ms = performance.now() - t;
console.log({ pay, cap, late, bad, ms, perSeed: ms / n, cpu: process.cpuUsage() });
