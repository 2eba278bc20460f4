import { describe, expect, it } from "vitest";
import { parseRelayConfig, readRelayConfig, type RelayConfigInput } from "../../server/config.ts";
import { RelayError } from "../../server/relay-error.ts";
import { relayConfig } from "./support/relay-world.ts";

const at = { host: "127.0.0.1", port: 12_111, protocol: "http" } as const;
const good = relayConfig({ folder: "data", key: "sk_test_1", webhookSecret: "whsec_1", at });
const [main] = good.connections;

/** The code and message of a refusal, or "ok". */
function refusal(change: Partial<RelayConfigInput>): Readonly<{ code: string; message: string }> {
  try {
    parseRelayConfig({ ...good, ...change }, "relay.json");
    return { code: "ok", message: "" };
  } catch (error) {
    if (!(error instanceof RelayError)) throw error;
    return error;
  }
}

const withConnection = (change: object) => ({
  connections: [{ ...main, ...change }] as RelayConfigInput["connections"],
});

describe("parseRelayConfig", () => {
  it("takes a whole configuration", () => {
    expect(refusal({}).code).toBe("ok");
  });

  it("refuses a key of the other mode", () => {
    expect(refusal(withConnection({ secretKey: "sk_live_1" })).code).toBe("key-mode-mismatch");
    expect(refusal(withConnection({ mode: "live" })).code).toBe("key-mode-mismatch");
    const live = { mode: "live", secretKey: "rk_live_1" };
    expect(refusal(withConnection(live)).code).toBe("ok");
  });

  it("refuses plain HTTP for anybody but this machine", () => {
    const open = { host: "0.0.0.0", port: 80, tls: false };
    expect(refusal({ till: open }).code).toBe("tls-required");
    expect(refusal({ public: open }).code).toBe("tls-required");
    expect(refusal({ public: { ...open, host: "127.0.0.1" } }).code).toBe("ok");
  });

  it("refuses unknown fields, twins and publishable keys, and never quotes a secret", () => {
    const secretKey = "pk_test_not_this_one";
    const bad = [
      { ...good, extra: true },
      withConnection({ secretKey }),
      withConnection({ webhookSecrets: ["not-a-secret-of-stripe"] }),
      { connections: [...good.connections, ...good.connections] },
      { registers: [...good.registers, ...good.registers] },
    ];
    for (const change of bad) {
      const { code, message } = refusal(change);
      expect(code).toBe("config-invalid");
      expect(message).not.toMatch(/pk_test|not-a-secret/);
    }
  });
});

describe("readRelayConfig", () => {
  it("says which file cannot be read, and that it is not JSON", () => {
    expect(() => readRelayConfig("no-such-file.json")).toThrow(/no-such-file\.json cannot be read/);
    expect(() => readRelayConfig(import.meta.filename)).toThrow(/is not JSON/);
  });
});
