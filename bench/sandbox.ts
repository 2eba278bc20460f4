import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { stateLines } from "../sandbox/stripe/state-lines.ts";
import { keepHeapLean } from "../sandbox/stripe/lean-heap.ts";
import { openWorld } from "../sandbox/stripe/open-world.ts";
import { seedYear } from "../sandbox/stripe/seed/seed-year.ts";
import { openStripeSandbox } from "../sandbox/stripe/stripe-sandbox.ts";
import type { World } from "../sandbox/stripe/world.ts";
import { median, printMetric, runRounds } from "./support/rounds.ts";

/**
 * `npm run bench:sandbox`: what the local Stripe costs. A card payment over HTTP (create, process,
 * present, capture) in milliseconds, against as many requests that a bare node server answers; a
 * year of 100,000 sales in seconds, against a copy of all its objects; the memory of the process
 * that holds that year in megabytes, against the bytes of its JSON; and once the memory after
 * 100,000 payments that a client makes one by one, with an idempotency key for each request,
 * against the empty sandbox. That stops after ten minutes, and says how many there were. JSON
 * lines on stdout.
 */
const PAYMENTS = 1_000;
const WARM_UP = 200;
const SALES = 100_000;
const DOOR_LIMIT_MS = 600_000;
const ROUNDS = 5;
const MEGABYTE = 1_000_000;
const modes = ["payment", "bare", "year"] as const;

/** Milliseconds for the payments; seconds and megabytes for the year. */
type Result = Readonly<{ p50Ms: number } | Year | Door>;
type Door = Readonly<{ payments: number; doorRssMb: number; emptyMb: number }>;
type Year = Readonly<{ seconds: number; copySeconds: number; rssMb: number; jsonMb: number }>;
/** Posts a form and gives the answer's body. */
type Post = (path: string, form: string) => Promise<string>;

const mode = process.argv[2];
if (mode === undefined) await main();
else process.send?.(await runMode(mode));
if (mode !== undefined) process.exit();

async function main(): Promise<void> {
  const found = await runRounds<(typeof modes)[number], Result>(
    ...([import.meta.filename, modes, ROUNDS] as const),
  );
  const payments = (results: readonly Result[]) =>
    results.flatMap((each) => ("p50Ms" in each ? [each.p50Ms] : []));
  const years = found.year.flatMap((each) => ("seconds" in each ? [each] : []));
  tell("sandbox/payment p50 ms", "< 5 ms", {
    ours: payments(found.payment),
    floor: payments(found.bare),
  });
  tell("sandbox/year of 100,000 sales s", "< 20 s", {
    ours: years.map(({ seconds }) => seconds),
    floor: years.map(({ copySeconds }) => copySeconds),
  });
  tell("sandbox/100,000 payments held, RSS MB", "< 600 MB", {
    ours: years.map(({ rssMb }) => rssMb),
    floor: years.map(({ jsonMb }) => jsonMb),
  });
  const { door } = await runRounds<"door", Door>(import.meta.filename, ["door"], 1);
  for (const { payments, doorRssMb, emptyMb } of door) {
    const metric = `sandbox/${payments.toLocaleString("en")} payments made over HTTP, RSS MB`;
    const note = payments < SALES ? "stopped by the clock" : "events and kept answers included";
    const figures = { ours: doorRssMb, floor: emptyMb, ratio: doorRssMb / emptyMb };
    printMetric({ metric, ...figures, goal: "< 600 MB", rounds: 1, note });
  }
}

function tell(
  metric: string,
  goal: string,
  { ours, floor }: { ours: readonly number[]; floor: readonly number[] },
): void {
  const ratio = median(ours.map((each, at) => each / (floor[at] ?? Number.NaN)));
  printMetric({ metric, ours: median(ours), floor: median(floor), ratio, goal, rounds: ROUNDS });
}

function runMode(mode: string): Result | Promise<Result> {
  if (mode === "year") return year();
  if (mode === "door") return throughTheDoor();
  return mode === "payment" ? payment() : bare();
}

async function payment(): Promise<Result> {
  const sandbox = await openStripeSandbox({ port: 0, host: "127.0.0.1", seed: "bench" });
  return timed(await cardPayment(posting(sandbox.port, sandbox.key)));
}

/** One payment by card at a reader of its own. */
async function cardPayment(post: Post): Promise<() => Promise<void>> {
  const place =
    "address[line1]=1+Quay&address[city]=Galway&address[postal_code]=H91&address[country]=IE";
  const location = idIn(await post("/v1/terminal/locations", `display_name=Quayside&${place}`));
  const coded = `registration_code=simulated-wpe&location=${location}`;
  const reader = `/v1/terminal/readers/${idIn(await post("/v1/terminal/readers", coded))}`;
  const helper = reader.replace("/v1/", "/v1/test_helpers/");
  return async () => {
    const asked = "amount=1250&currency=eur&allowed_payment_method_types[]=card_present";
    const intent = idIn(await post("/v1/payment_intents", `${asked}&capture_method=manual`));
    await post(`${reader}/process_payment_intent`, `payment_intent=${intent}`);
    await post(`${helper}/present_payment_method`, "");
    const captured = await post(`/v1/payment_intents/${intent}/capture`, "");
    if (!captured.includes('"succeeded"')) throw new Error(`not captured: ${captured}`);
  };
}

/** Memory as it is after the last payment, the heap set as by main.ts; the client is in it, too. */
async function throughTheDoor(): Promise<Door> {
  keepHeapLean();
  const sandbox = await openStripeSandbox({ port: 0, host: "127.0.0.1", seed: "bench" });
  const pay = await cardPayment(posting(sandbox.port, sandbox.key));
  const emptyMb = process.memoryUsage.rss() / MEGABYTE;
  const endMs = performance.now() + DOOR_LIMIT_MS;
  let payments = 0;
  for (; payments < SALES && performance.now() < endMs; payments += 1) await pay();
  const doorRssMb = process.memoryUsage.rss() / MEGABYTE;
  return { payments, doorRssMb, emptyMb };
}

/** The same requests to a server that reads them and answers as many bytes. */
async function bare(): Promise<Result> {
  const body = JSON.stringify({ id: "x", filler: "x".repeat(2_000) });
  const server = createServer((incoming, response) => {
    incoming.resume().on("end", () => response.end(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const post = posting((server.address() as AddressInfo).port, "sk_test_bare");
  return timed(async () => {
    for (let nth = 0; nth < 4; nth += 1) await post("/v1/payment_intents", "amount=1250");
  });
}

async function timed(pay: () => Promise<void>): Promise<Result> {
  for (let nth = 0; nth < WARM_UP; nth += 1) await pay();
  const durations: number[] = [];
  for (let nth = 0; nth < PAYMENTS; nth += 1) {
    const from = performance.now();
    await pay();
    durations.push(performance.now() - from);
  }
  return { p50Ms: median(durations) };
}

function posting(port: number, key: string): Post {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let asked = 0;
  const headers = () => ({
    Authorization: `Bearer ${key}`,
    "Content-Type": "application/x-www-form-urlencoded",
    "Idempotency-Key": `bench-${(asked += 1)}`,
  });
  return (path, form) =>
    new Promise((done, failed) => {
      const wanted = { host: "127.0.0.1", port, path, method: "POST", agent, headers: headers() };
      const sent = request(wanted);
      sent.on("error", failed).on("response", (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (data: string) => (body += data));
        response.on("end", () => {
          if (response.statusCode === 200) done(body);
          else failed(new Error(`${path}: ${body}`));
        });
      });
      sent.end(form);
    });
}

function idIn(body: string): string {
  return (JSON.parse(body) as { id: string }).id;
}

/** Memory is read as it is when the year stands, garbage and all; the heap is set as by main.ts. */
function year(): Result {
  keepHeapLean();
  const { world } = openWorld({ port: 0, host: "127.0.0.1", seed: "bench" }, "test", {
    watchers: () => undefined,
  });
  const seconds = secondsOf(() => seedYear(world, SALES));
  const rssMb = process.memoryUsage.rss() / MEGABYTE;
  let bytes = 0;
  for (const line of stateLines(world.state)) bytes += line.length;
  return { seconds, copySeconds: secondsOf(() => copyAll(world)), rssMb, jsonMb: bytes / MEGABYTE };
}

function copyAll({ state }: World): void {
  for (const part of Object.values(state) as unknown[]) structuredClone(part);
}

function secondsOf(work: () => unknown): number {
  const from = performance.now();
  work();
  return (performance.now() - from) / 1_000;
}
