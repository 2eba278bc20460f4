import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Secrets } from "../register/ports.ts";

/**
 * Secrets of a host without a keychain: one file each, which only this user can read. A secret is
 * whole or not there: it gets its name after it is on the disk.
 */
export function openFileSecrets(folder: string): Secrets {
  const pathOf = (name: string) => {
    if (!/^[a-z0-9-]{1,60}$/.test(name)) throw new Error(`not a secret's name: ${name}`);
    return join(folder, name);
  };
  return {
    get(name) {
      const path = pathOf(name);
      return existsSync(path) ? readFileSync(path, "utf8") : undefined;
    },
    set(name, value) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const path = pathOf(name);
      const file = openSync(`${path}.part`, "w", 0o600);
      writeSync(file, value);
      fsyncSync(file);
      closeSync(file);
      renameSync(`${path}.part`, path);
    },
  };
}
