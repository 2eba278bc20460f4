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
import { assert } from "../contract/assert.ts";
import { openSeal } from "./seal.ts";
import type { Secrets } from "./ports.ts";

/**
 * Secrets in a folder, one file each, which only this user can read. A secret is whole or not
 * there: it gets its name after it is on the disk. Where the host has a key store it gives the key
 * that they are sealed with (32 bytes in base64); the files alone are of no use then.
 */
export function openFileSecrets(folder: string, sealKey?: string): Secrets {
  const seal = sealKey === undefined ? null : openSeal(sealKey);
  const pathOf = (name: string) => {
    assert(/^[a-z0-9-]{1,60}$/.test(name), `not a secret's name: ${name}`);
    return join(folder, name);
  };
  return {
    get(name) {
      const path = pathOf(name);
      if (!existsSync(path)) return undefined;
      const kept = readFileSync(path, "utf8");
      return seal === null ? kept : seal.open(kept);
    },
    set(name, value) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const path = pathOf(name);
      const file = openSync(`${path}.part`, "w", 0o600);
      writeSync(file, seal === null ? value : seal.close(value));
      fsyncSync(file);
      closeSync(file);
      renameSync(`${path}.part`, path);
    },
  };
}
