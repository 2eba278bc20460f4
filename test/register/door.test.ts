import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandsFrom, contract, type Command } from "../../contract/commands.ts";
import { openWorld, tillClerk } from "../support/world.ts";

describe("handle", () => {
  it.each(["nope", "__proto__", "constructor", "toString", "sales.add ", "SALES.ADD", ""])(
    "answers unknown-command to %j",
    (command) => {
      expect(openWorld().refusal(command, {})).toBe("unknown-command");
    },
  );

  it("lets the reader window call no command of the till", () => {
    const { register } = openWorld();
    expect(commandsFrom("reader")).toEqual([]);
    for (const command of Object.keys(contract)) {
      const outcome = register.handle({ ...tillClerk, caller: "reader" }, command, {});
      expect(outcome).toMatchObject({ ok: false, refusal: "not-allowed" });
    }
  });

  it.each([
    [{ quantity: "1" }],
    [{ quantity: 1.5 }],
    [{ quantity: -1 }],
    [{ quantity: 0 }],
    [{ quantity: 1e9 }],
    [{ quantity: Number.NaN }],
    [{ productId: "beans" }],
    [{ productId: null }],
    [{ paid: true }],
    [{ price: 1 }],
  ])("refuses sales.add with %j and adds nothing, B11, B12", (wrong) => {
    const world = openWorld();
    const right = { saleId: world.sale().saleId, productId: "prod_beans", quantity: 1 };
    expect(world.refusal("sales.add", { ...right, ...wrong })).toBe("bad-input");
    expect(world.sale().lines).toEqual([]);
    expect(world.refusal("sales.add", right)).toBe("ok");
  });

  it("says which value it did not take", () => {
    const world = openWorld();
    const outcome = world.register.handle(tillClerk, "sales.list", {
      beforeSeq: null,
      limit: 1_000,
    });
    expect(outcome).toMatchObject({ ok: false, refusal: "bad-input" });
    expect(outcome).toHaveProperty("detail", expect.stringContaining("limit"));
  });

  it("never throws at what comes from outside, whatever it is", () => {
    const world = openWorld();
    const commands = fc.constantFrom(...(Object.keys(contract) as Command[]));
    fc.assert(
      fc.property(commands, fc.anything(), (command, input) => {
        expect(world.register.handle(tillClerk, command, input)).toHaveProperty("ok");
      }),
      { numRuns: 300 },
    );
    expect(world.sale().lines).toEqual([]);
  });
});
