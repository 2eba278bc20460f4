import { explore } from "./explore.ts";
import type { Scene } from "./world.ts";

/** One process of `npm run model`: one scene. */
const job = JSON.parse(process.argv[2] ?? "") as {
  scene: Scene;
  budget: number;
  maxStates: number;
};
process.send?.(explore(job.scene, job), () => process.disconnect());
