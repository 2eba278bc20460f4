import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:net";

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
/** A demo's listeners, and the guard of them all behind. */
const BLOCK = 10;
const MANY_TRIES = 1_000;

/**
 * A port that is free now and that no system gives to others, the first of a block that nobody else
 * takes while this process lives: a program that starts again after a crash finds it free, and so
 * does whoever must know an address before it is listened at. Two demos that look at the same moment
 * both find a port free; the guard only one of them can open.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < MANY_TRIES; tries += 1) {
    const port = OURS.from + BLOCK * randomInt((OURS.to - OURS.from) / BLOCK);
    const guard = await opened(port + BLOCK - 1);
    if (guard === null) continue;
    if (await isFree(port)) {
      guard.unref();
      return port;
    }
    guard.close();
  }
  throw new Error("no port is free");
}

async function isFree(port: number): Promise<boolean> {
  if (port > 65_535) return false;
  const server = await opened(port);
  if (server === null) return false;
  server.close();
  await once(server, "close");
  return true;
}

/** Null where it is taken, or not ours to open: the caller takes another. */
async function opened(port: number): Promise<Server | null> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
    return server;
  } catch {
    return null;
  }
}
