import { describe, expect, it } from "vitest";
import { createLog } from "../../server/log.ts";

describe("createLog", () => {
  it("writes one JSON line per fact and blots out what looks like a secret", () => {
    const lines: string[] = [];
    const log = createLog(
      () => 5,
      (line) => lines.push(line),
    );
    log.warn("refused", {
      why: "Invalid API Key provided: sk_test_****1234",
      key: "rk_live_abcDEF123",
      hook: "whsec_abc123",
      intent: "pi_3Abc_secret_Xyz",
      token: "pst_test_abc",
    });
    expect(lines).toHaveLength(1);
    const [line = ""] = lines;
    expect(JSON.parse(line)).toMatchObject({ atMs: 5, level: "warn", message: "refused" });
    expect(line).not.toMatch(/sk_test|rk_live|whsec|_secret_|pst_test/);
    expect(line).toContain("pi_3Abc[secret]");
  });
});
