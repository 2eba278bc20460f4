import { mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isSignedZ } from "../../../ledger/z-signature.ts";
import { openDeviceKey } from "../../../register/signing/device-key.ts";
import { openFileSecrets } from "../../../register/file-secrets.ts";
import { memorySecrets } from "../../support/memory-secrets.ts";

const zReport = { type: "day-closed", zNumber: 1, ledgerHash: "ab".repeat(32), lastSeq: 12 };

describe("openDeviceKey", () => {
  it("makes a key at the first start and finds it again at the next", () => {
    const secrets = memorySecrets();
    const first = openDeviceKey(secrets);
    const second = openDeviceKey(secrets);
    expect(second.keyId).toBe(first.keyId);
    expect(openDeviceKey(memorySecrets()).keyId).not.toBe(first.keyId);
    expect(isSignedZ(zReport, first.signZ(zReport), second.publicKey)).toBe(true);
  });

  it("signs every figure of a Z, so that none can be changed after, B31", () => {
    const { signZ, publicKey } = openDeviceKey(memorySecrets());
    const signature = signZ({ ...zReport, signature: null });
    expect(isSignedZ({ ...zReport, signature }, signature, publicKey)).toBe(true);
    expect(isSignedZ({ ...zReport, lastSeq: 13 }, signature, publicKey)).toBe(false);
    const other = openDeviceKey(memorySecrets());
    expect(isSignedZ(zReport, signature, other.publicKey)).toBe(false);
    expect(isSignedZ(zReport, { ...signature, keyId: other.keyId }, other.publicKey)).toBe(false);
  });
});

describe("openFileSecrets", () => {
  it("keeps each secret in a file that only this user can read", () => {
    const folder = join(mkdtempSync(join(tmpdir(), "tillside-test-")), "secrets");
    openDeviceKey(openFileSecrets(folder));
    expect(readdirSync(folder)).toEqual(["device-key"]);
    expect(statSync(join(folder, "device-key")).mode & 0o777).toBe(0o600);
    const { keyId } = openDeviceKey(openFileSecrets(folder));
    expect(openDeviceKey(openFileSecrets(folder)).keyId).toBe(keyId);
  });

  it("takes no name that could leave its folder", () => {
    expect(() => openFileSecrets("anywhere").get("../device-key")).toThrow("not a secret's name");
  });
});
