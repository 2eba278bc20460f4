import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { safeStorage } from "electron";
import type { Logger } from "../register/ports.ts";

/** What must not lie about in plain text, kept by the system's own key store. */
export type Secrets = Readonly<{
  read: (name: SecretName) => Promise<string | undefined>;
  /** False where this system has no key store: then nothing is written. */
  write: (name: SecretName, secret: string) => Promise<boolean>;
}>;

export type SecretName = "device-token" | "secrets-key";

export function openSecrets(folder: string, log: Logger): Secrets {
  const pathOf = (name: SecretName) => join(folder, `${name}.sealed`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  async function write(name: SecretName, secret: string): Promise<boolean> {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) {
      log.warn("this system has no key store: the secret is not kept", { name });
      return false;
    }
    const sealed = await safeStorage.encryptStringAsync(secret);
    // Renamed into place: a power cut leaves the old one or the new one.
    writeFileSync(`${pathOf(name)}.new`, sealed, { mode: 0o600, flush: true });
    renameSync(`${pathOf(name)}.new`, pathOf(name));
    return true;
  }

  async function read(name: SecretName): Promise<string | undefined> {
    if (!existsSync(pathOf(name))) return undefined;
    const opened = await open(name);
    if (opened.shouldReEncrypt) await write(name, opened.result);
    return opened.result;
  }

  async function open(name: SecretName) {
    try {
      return await safeStorage.decryptStringAsync(readFileSync(pathOf(name)));
    } catch (cause) {
      const why = `this system's key store does not open ${pathOf(name)} any more`;
      throw new Error(`${why}: unlock it, or move the file away and pair this till again`, {
        cause,
      });
    }
  }

  return { read, write };
}
