import { Command, InvalidArgumentError } from "commander";
import { openStripeSandbox } from "./stripe-sandbox.ts";

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a whole number up to 65535.");
}

const options = new Command("sandbox")
  .description("A local Stripe in test mode, with readers: for demos, training and tests.")
  .option("--port <number>", "where to listen on 127.0.0.1; 0 takes a free one", portOf, 12_111)
  .option("--seed <text>", "the same seed and the same calls give the same ids")
  .parse()
  .opts<{ port: number; seed?: string }>();

const sandbox = await openStripeSandbox({
  port: options.port,
  host: "127.0.0.1",
  ...(options.seed === undefined ? {} : { seed: options.seed }),
  log: (line) => process.stderr.write(`${line}\n`),
});

process.stdout.write(
  `Stripe sandbox at ${sandbox.url}\nTest key       ${sandbox.key}\nReaders        ${sandbox.url}/_sandbox/\n`,
);

function stop(): void {
  void sandbox.close();
}

process.once("SIGINT", stop);
process.once("SIGTERM", stop);
