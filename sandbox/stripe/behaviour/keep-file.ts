import type Stripe from "stripe";
import { insertRow } from "../table.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";

type NewFile = Pick<Stripe.File, "filename" | "purpose" | "title" | "type"> & {
  readonly contents: string;
  /** Null: it stays. */
  readonly keepSeconds: number | null;
};

/** A file that Stripe made itself, with its contents. */
export function keepFile(world: World, file: NewFile): Stripe.File {
  const { contents, keepSeconds, ...said } = file;
  const id = newId(world, "file_1");
  const created = nowSeconds(world);
  world.state.fileContents[id] = contents;
  return insertRow<Stripe.File>(world.state.files, {
    ...{ id, object: "file", created, ...said },
    expires_at: keepSeconds === null ? null : created + keepSeconds,
    links: { object: "list", data: [], has_more: false, url: `/v1/file_links?file=${id}` },
    size: Buffer.byteLength(contents),
    url: `${world.home.url}/v1/files/${id}/contents`,
  });
}
