import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { ways, type Way } from "../contract/reader-views.ts";
import { MAX_VOID_WINDOW_MS } from "../contract/relay-protocol.ts";
import { demoCountries, type DemoCountry } from "./demo-shop.ts";

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
  country: DemoCountry;
  /** For so long a completed card sale can be voided. */
  voidWindowMs: number;
}>;

const defaultData = resolve(import.meta.dirname, "../demo-data");

export function readOptions(argv: readonly string[]): DemoOptions {
  const program = new Command("npm start --")
    .description("Opens the demo store. Ctrl-C ends it; the data stays.")
    .option("--port <number>", "the page's port on 127.0.0.1; 0 takes a free one", readPort, 4710)
    .option("--data <folder>", "where the ledger is kept", defaultData)
    .option("--no-open", "print the address, open no window")
    .addOption(
      new Option("--country <code>", "where the store stands; its data keep it")
        .choices(demoCountries)
        .default("IE"),
    )
    .option("--void-window <ms>", "how long a completed card sale can be voided", readMs, 0)
    .addOption(viaOption("the way to the reader, until the clerk chooses another"))
    .addOption(
      new Option("--host <host>", "what carries the till; none: print what a host is told")
        .choices(hosts)
        .default("auto"),
    )
    .option("--json", "one JSON line on stdout when ready, for programs", false)
    .parse(argv);
  const { port, data, open, host, json, via, country, voidWindow } = program.opts<{
    port: number;
    data: string;
    open: boolean;
    host: HostChoice;
    json: boolean;
    via: Way;
    country: DemoCountry;
    voidWindow: number;
  }>();
  return {
    port,
    data: resolve(data),
    opens: open,
    host,
    json,
    via,
    country,
    voidWindowMs: voidWindow,
  };
}

function viaOption(description: string): Option {
  return new Option("--via <way>", description).choices(ways).default("direct");
}

function readMs(text: string): number {
  if (!/^\d{1,8}$/.test(text)) throw new InvalidArgumentError("Milliseconds, up to a day.");
  return Math.min(Number(text), MAX_VOID_WINDOW_MS);
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  const isUsable = port === 0 || (port >= 1024 && port <= 65_535);
  if (!isUsable) throw new InvalidArgumentError("A port is 0, or 1024 to 65535.");
  return port;
}
