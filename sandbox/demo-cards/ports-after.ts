import { createServer } from "node:net";
import { once } from "node:events";

/** Where the demo's other listeners ask for their place; 0 takes a free port. */
export type Ports = Readonly<{ stripe: number; public: number; till: number }>;

/** The three after the page's, each where it is free: only the page's address must be foreseen. */
export async function portsAfter(port: number): Promise<Ports> {
  const placed = async (wanted: number) => ((await isFree(wanted)) ? wanted : 0);
  if (port === 0) return { stripe: 0, public: 0, till: 0 };
  return {
    stripe: await placed(port + 1),
    public: await placed(port + 2),
    till: await placed(port + 3),
  };
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
