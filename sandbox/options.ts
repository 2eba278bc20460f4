import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { ways, type Way } from "../contract/reader-views.ts";

/** `auto`: the desktop window where Electron is and somebody looks, else the browser's. */
const hosts = ["auto", "browser", "window", "none"] as const;
type HostChoice = (typeof hosts)[number];

export type DemoOptions = Readonly<{
  port: number;
  data: string;
  opens: boolean;
  host: HostChoice;
  json: boolean;
  via: Way;
  /** How long a completed card sale can be voided; 0: not at all. */
  voidWindowMs: number;
}>;

const defaultData = resolve(import.meta.dirname, "../demo-data");

export function readOptions(argv: readonly string[]): DemoOptions {
  const program = new Command("npm start --")
    .description("Opens the demo store. Ctrl-C ends it; the data stays.")
    .option("--port <number>", "the page's port on 127.0.0.1; 0 takes a free one", readPort, 4710)
    .option("--data <folder>", "where the ledger is kept", defaultData)
    .option("--no-open", "print the address, open no window")
    .addOption(viaOption("the way to the reader, until the clerk chooses another"))
    .addOption(
      new Option("--host <host>", "what carries the till; none: print what a host is told")
        .choices(hosts)
        .default("auto"),
    )
    .option("--void-window <seconds>", "how long a card sale can be voided", readWindow, 0)
    .option("--json", "one JSON line on stdout when ready, for programs", false)
    .parse(argv);
  const { port, data, open, host, json, via, voidWindow } = program.opts<{
    port: number;
    data: string;
    open: boolean;
    host: HostChoice;
    json: boolean;
    via: Way;
    voidWindow: number;
  }>();
  return {
    port,
    data: resolve(data),
    opens: open,
    host,
    json,
    via,
    voidWindowMs: voidWindow * 1_000,
  };
}

function viaOption(description: string): Option {
  return new Option("--via <way>", description).choices(ways).default("direct");
}

function readWindow(text: string): number {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(seconds <= 3_600)) throw new InvalidArgumentError("A void window is 0 to 3600 seconds.");
  return seconds;
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  const isUsable = port === 0 || (port >= 1024 && port <= 65_535);
  if (!isUsable) throw new InvalidArgumentError("A port is 0, or 1024 to 65535.");
  return port;
}
