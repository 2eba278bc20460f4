import { Command, InvalidArgumentError } from "commander";
import { keepHeapLean } from "./lean-heap.ts";
import { openStripeSandbox } from "./stripe-sandbox.ts";

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a whole number up to 65535.");
}

function salesOf(text: string): number {
  const sales = Number(text);
  if (/^\d+$/.test(text) && sales >= 1 && sales <= 200_000) return sales;
  throw new InvalidArgumentError("A year has from 1 to 200000 sales.");
}

const options = new Command("sandbox")
  .description("A local Stripe in test mode, with readers: for demos, training and tests.")
  .option("--port <number>", "where to listen on 127.0.0.1; 0 takes a free one", portOf, 12_111)
  .option("--seed <text>", "the same seed and the same calls give the same ids")
  .option("--state <file>", "keeps everything in this file and goes on from it")
  .option("--seed-year [sales]", "a year of a shop's trade, if there is none yet", salesOf)
  .option("--live", "opens a live world, too: sk_live_ keys, physical readers, no test cards")
  .option("--retries-by-clock", "retries webhooks in Stripe's hours, on the sandbox's own clock")
  .parse()
  .opts<{
    port: number;
    seed?: string;
    state?: string;
    seedYear?: number | true;
    live?: true;
    retriesByClock?: true;
  }>();

keepHeapLean();

const sandbox = await openStripeSandbox({
  port: options.port,
  host: "127.0.0.1",
  ...(options.seed === undefined ? {} : { seed: options.seed }),
  ...(options.state === undefined ? {} : { stateFile: options.state }),
  hasLiveWorld: options.live === true,
  webhookRetries: options.retriesByClock === true ? "clock" : "compressed",
  log: (line) => process.stderr.write(`${line}\n`),
});

if (options.seedYear !== undefined && !sandbox.control.hasTrade()) {
  const { sales, payouts } = sandbox.control.seedYear(
    options.seedYear === true ? {} : { sales: options.seedYear },
  );
  process.stdout.write(`A year of trade: ${sales} sales, ${payouts} payouts\n`);
}

process.stdout.write(
  `Stripe sandbox at ${sandbox.url}\nTest key       ${sandbox.key}\nReaders        ${sandbox.url}/_sandbox/\n`,
);

if (sandbox.live !== null) {
  process.stdout.write(
    `Live key       ${sandbox.live.key}\nLive readers   ${sandbox.url}/_sandbox/live/\n`,
  );
}

function stop(): void {
  void sandbox.close();
}

process.once("SIGINT", stop);
process.once("SIGTERM", stop);
