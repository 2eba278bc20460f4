import { randomBytes } from "node:crypto";
import { z } from "zod";
import { HostEnv } from "../register/host-env.ts";
import type { Secrets } from "./secrets.ts";

const Settings = HostEnv.extend({
  /** Given once; kept sealed from then on. */
  TILLSIDE_DEVICE_TOKEN: z.string().optional(),
  /** Of the demo: the page of its reader, and with it the local Stripe. */
  TILLSIDE_READER_PAGE: z.url().optional(),
});

export type Settings = Readonly<{ register: HostEnv; readerPage: string | undefined }>;

/** What the environment says of this register, its token from the key store where it says none. */
export async function readSettings(env: NodeJS.ProcessEnv, secrets: Secrets): Promise<Settings> {
  const { TILLSIDE_READER_PAGE, TILLSIDE_DEVICE_TOKEN, ...host } = Settings.parse(env);
  const deviceToken = TILLSIDE_DEVICE_TOKEN ?? (await secrets.read("device-token"));
  if (deviceToken === undefined) throw new Error("this register has no device token");
  if (TILLSIDE_DEVICE_TOKEN !== undefined) {
    await secrets.write("device-token", TILLSIDE_DEVICE_TOKEN);
  }
  return {
    register: {
      ...host,
      TILLSIDE_DEVICE_TOKEN: deviceToken,
      TILLSIDE_SECRETS_KEY: await secretsKey(secrets),
    },
    readerPage: TILLSIDE_READER_PAGE,
  };
}

/** Undefined on a system without a key store: the register's secrets are files of this user then. */
async function secretsKey(secrets: Secrets): Promise<string | undefined> {
  const kept = await secrets.read("secrets-key");
  if (kept !== undefined) return kept;
  const made = randomBytes(32).toString("base64");
  return (await secrets.write("secrets-key", made)) ? made : undefined;
}
