import type { Ledger } from "../../ledger/ledger.ts";
import type { DeviceKey } from "./device-key.ts";

/**
 * The book itself says by which key its next Z is signed, once per key: who holds an export can
 * check it, and a register whose keychain was lost says so by announcing another. Runs inside the
 * transaction that closes the day, before the day's last number is taken.
 */
export function announceKey(ledger: Ledger, { keyId, publicKey }: DeviceKey): void {
  const [announced] = ledger.latest("signing-key-announced", Number.MAX_SAFE_INTEGER, 1);
  if (announced?.entry.keyId === keyId) return;
  ledger.append({ type: "signing-key-announced", keyId, algorithm: "ed25519", publicKey });
}
