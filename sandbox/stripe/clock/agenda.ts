import type { World } from "../world.ts";
import type { Job, JobKind } from "./job.ts";

/** Puts a job behind everything that is due by then: what was planned first happens first. */
export function schedule(world: World, job: Job): void {
  const { agenda } = world.state;
  let at = agenda.length;
  while (at > 0 && (agenda[at - 1]?.atMs ?? 0) > job.atMs) at -= 1;
  agenda.splice(at, 0, job);
}

export function unschedule(world: World, what: JobKind, id: string): void {
  const { agenda } = world.state;
  const at = agenda.findIndex((job) => job.what === what && job.id === id);
  if (at >= 0) agenda.splice(at, 1);
}
