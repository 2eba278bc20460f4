import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createSupervisor, type ChildPlan, type Supervisor } from "../../sandbox/supervisor.ts";
import { isAlive, temporaryFolder } from "../support/demo.ts";

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const supervisors: Supervisor[] = [];
afterEach(async () => {
  await Promise.all(supervisors.splice(0).map((supervisor) => supervisor.stop()));
});

function plan(script: string, env: ChildPlan["env"] = () => ({}), restarts = true): ChildPlan {
  const module = join(temporaryFolder(), "child.mjs");
  writeFileSync(module, script);
  return { name: "child", module, env, restarts };
}

function supervise() {
  let heard: (error: Error) => void = () => undefined;
  const givenUp = new Promise<Error>((resolve) => (heard = resolve));
  let onRestart: () => void = () => undefined;
  const supervisor = createSupervisor({
    log: silent,
    onRestart: () => onRestart(),
    onGiveUp: (error) => heard(error),
  });
  supervisors.push(supervisor);
  const restarted = () => new Promise<void>((resolve) => (onRestart = resolve));
  return { supervisor, givenUp, restarted };
}

const ready = 'process.send({ ready: { pid: process.pid } }); process.on("message", () => {});';

describe("createSupervisor", () => {
  it("answers what the child says of itself once it is ready", async () => {
    const { supervisor } = supervise();
    const { pid } = await supervisor.start(plan(ready));
    expect(supervisor.pids()).toEqual({ child: pid });
  });

  it("restarts a child that dies, and asks for its environment again", async () => {
    const { supervisor, restarted } = supervise();
    let starts = 0;
    const env = () => ({ START: String((starts += 1)) });
    const { pid } = await supervisor.start(plan(ready, env));
    const back = restarted();
    process.kill(Number(pid), "SIGKILL");
    await back;
    expect(starts).toBe(2);
    expect(supervisor.pids()["child"]).not.toBe(pid);
  });

  it("leaves a child ended that is not to be restarted", async () => {
    const { supervisor } = supervise();
    let starts = 0;
    const env = () => ({ START: String((starts += 1)) });
    const closes = plan(`${ready} setTimeout(() => process.exit(0), 10);`, env, false);
    let onEnd: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (onEnd = resolve));
    await supervisor.start({ ...closes, name: "window", onEnd });
    await closed;
    // Others take longer to start than a restart would have to wait.
    for (const name of ["first", "second", "third"])
      await supervisor.start({ ...plan(ready), name });
    expect(starts).toBe(1);
    expect(Object.keys(supervisor.pids())).toEqual(["first", "second", "third"]);
  });

  it("passes a trouble on with its code and does not try again", async () => {
    const { supervisor } = supervise();
    let starts = 0;
    const env = () => ({ START: String((starts += 1)) });
    const trouble = { code: "disk-full", message: "no room for the ledger" };
    const script = `process.send({ trouble: ${JSON.stringify(trouble)} }, () => process.exit(2));`;
    await expect(supervisor.start(plan(script, env))).rejects.toMatchObject(trouble);
    expect(starts).toBe(1);
  });

  it("gives up on a child that is never ready after five restarts", async () => {
    const { supervisor } = supervise();
    let starts = 0;
    const env = () => ({ START: String((starts += 1)) });
    const start = supervisor.start(plan("process.exit(7);", env));
    await expect(start).rejects.toThrow("child ended 6 times within a minute: exit code 7");
    expect(starts).toBe(6);
  });

  it("ends a child that ignores SIGTERM, though not at once", async () => {
    const { supervisor } = supervise();
    const { pid } = await supervisor.start(plan(`process.on("SIGTERM", () => {}); ${ready}`));
    await supervisor.stop();
    expect(isAlive(Number(pid))).toBe(false);
  });
});
