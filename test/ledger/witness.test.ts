import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openWitness, readWitness } from "../../ledger/witness.ts";
import { temporaryFolder } from "../support/world.ts";

const head = (seq: number) => ({ seq, hash: String(seq % 10).repeat(64) });

describe("openWitness", () => {
  it("remembers the newest head over a restart", () => {
    const path = join(temporaryFolder(), "witness");
    const first = openWitness(path);
    expect(first.last()).toBeUndefined();
    for (const seq of [1, 2, 3, 4, 12]) first.record(head(seq));
    first.close();
    const second = openWitness(path);
    expect(second.last()).toEqual(head(12));
    second.close();
  });

  it("falls back to the head before when the last write was torn, F4", () => {
    const path = join(temporaryFolder(), "witness");
    const witness = openWitness(path);
    witness.record(head(8));
    witness.record(head(9));
    const bytes = readFileSync(path);
    bytes.write("garbage", 170);
    writeFileSync(path, bytes);
    expect(witness.last()).toEqual(head(8));
    truncateSync(path, 200);
    expect(witness.last()).toEqual(head(8));
    witness.close();
  });

  it("says that nothing of it can be read, rather than begin anew in silence", () => {
    const path = join(temporaryFolder(), "witness");
    writeFileSync(path, "garbage ".repeat(60));
    expect(() => readWitness(path)).toThrow(
      expect.objectContaining({ code: "witness-unreadable" }),
    );
  });
});
