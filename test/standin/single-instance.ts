import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type SecondInstance = Readonly<{ argv: string[]; cwd: string; additionalData: unknown }>;
export type InstanceLock = Readonly<{ release: () => void }>;

/** A socket's path may have 108 letters; that of a user's folder may not fit. */
function socketPath(folder: string): string {
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  return join(tmpdir(), `standin-${name}.sock`);
}

/** Takes the lock of a user's folder; null where another process has it, which is told of us. */
export function takeInstanceLock(
  folder: string,
  mine: SecondInstance,
  onSecond: (second: SecondInstance) => void,
): InstanceLock | null {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "standin.lock");
  if (!writeLock(path)) {
    if (isHeld(path)) {
      tellFirst(socketPath(folder), mine);
      return null;
    }
    // It was held by a process that was killed.
    rmSync(path, { force: true });
    if (!writeLock(path)) return null;
  }
  const server = listen(socketPath(folder), onSecond);
  return {
    release() {
      server.close();
      rmSync(path, { force: true });
    },
  };
}

function writeLock(path: string): boolean {
  try {
    const file = openSync(path, "wx");
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isHeld(path: string): boolean {
  const pid = Number(readFileSync(path, "utf8"));
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

function listen(path: string, onSecond: (second: SecondInstance) => void): Server {
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    let text = "";
    socket.on("data", (data) => (text += data.toString("utf8")));
    socket.on("end", () => {
      socket.end();
      onSecond(JSON.parse(text) as SecondInstance);
    });
  });
  server.listen(path);
  server.unref();
  return server;
}

const telling = `const socket = require("node:net").connect(process.argv[1]);
  socket.on("error", () => process.exit(1)).on("close", () => process.exit(0));
  socket.end(process.argv[2]);`;

/** In a process of its own: the lock is asked for synchronously, and a socket is not. */
function tellFirst(path: string, mine: SecondInstance): void {
  const env = { PATH: process.env["PATH"] ?? "" };
  spawnSync(process.execPath, ["-e", telling, path, JSON.stringify(mine)], { env, timeout: 5_000 });
}
