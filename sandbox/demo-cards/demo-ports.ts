import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Where the demo's listeners ask for their place; 0 takes a free port. */
export type DemoPorts = Readonly<{
  page: number;
  readerPage: number;
  stripe: number;
  public: number;
  till: number;
}>;

/**
 * The page's port is as asked, or any free one for 0; the others follow it, each where it is free:
 * only the page's address must be foreseen.
 */
export async function demoPorts(asked: number): Promise<DemoPorts> {
  const page = asked === 0 ? await freePort() : asked;
  const placed = async (wanted: number) => ((await isFree(wanted)) ? wanted : 0);
  return {
    page,
    stripe: await placed(page + 1),
    public: await placed(page + 2),
    till: await placed(page + 3),
    readerPage: await placed(page + 4),
  };
}

/** Below what systems hand out by themselves (from 32768 on Linux, from 49152 elsewhere). */
const OURS = { from: 20_000, to: 32_000 };
const MANY_TRIES = 1_000;

/**
 * A port that is free now and that no system gives to others: a program that starts again after a
 * crash finds it free, and so does whoever must know an address before it is listened at.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < MANY_TRIES; tries += 1) {
    const port = randomInt(OURS.from, OURS.to);
    if (await isFree(port)) return port;
  }
  throw new Error("no port is free");
}

async function isFree(port: number): Promise<boolean> {
  if (port > 65_535) return false;
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    // Taken, or not ours to open: the caller takes another.
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
