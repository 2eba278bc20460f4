import { exploreScene, type Scene } from "./explore-scene.ts";

/** One process of `npm run model`: one scene. */
const job = JSON.parse(process.argv[2] ?? "") as {
  scene: Scene;
  budget: number;
  maxStates: number;
};
process.send?.(exploreScene(job.scene, job), () => process.disconnect());
