import { spawnSync } from "node:child_process";
import { temporaryFolder } from "./demo.ts";

export type SmallDisk = Readonly<{
  folder: string;
  remount: (options: string) => void;
  remove: () => void;
}>;

function mount(options: string, folder: string): boolean {
  const args = ["-t", "tmpfs", "-o", options, "tmpfs", folder];
  return spawnSync("mount", args, { stdio: "ignore" }).status === 0;
}

/** A disk in memory, of a size of our choice; undefined where this process may not mount. */
export function openSmallDisk(options: string): SmallDisk | undefined {
  const folder = temporaryFolder();
  if (process.platform !== "linux" || !mount(options, folder)) return undefined;
  return {
    folder,
    remount: (changed) => {
      if (!mount(`remount,${changed}`, folder)) throw new Error(`cannot remount ${changed}`);
    },
    remove: () => void spawnSync("umount", ["--lazy", folder]),
  };
}

/** Asked once, to skip with a reason. */
export function canMount(): boolean {
  const disk = openSmallDisk("size=64k");
  disk?.remove();
  return disk !== undefined;
}
