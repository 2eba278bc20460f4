import type Stripe from "stripe";
import { noSuch } from "../api-error.ts";
import type { Download } from "../http/answer.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";

/** Its address is that of the sandbox now, which may have moved since the file was made. */
function fileOf({ world, ids }: Call): Stripe.File {
  const id = ids[0] ?? "";
  const file = findRow(world.state.files, id);
  if (file === undefined) throw noSuch("file upload", id, { param: "file", inPath: true });
  return { ...file, url: `${world.home.url}${path}/${id}/contents` };
}

const contentTypes: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8",
  svg: "image/svg+xml",
};

function contents(call: Call): Download {
  const { id, type } = fileOf(call);
  const contentType = contentTypes[type ?? ""] ?? "application/octet-stream";
  return { download: { contentType, text: call.world.state.fileContents[id] ?? "" } };
}

const listParams = { ...pageParams, created: createdRange(), purpose: optional(text()) };

function list({ world }: Call, params: Values<typeof listParams>): object {
  return pageOf({
    table: world.state.files,
    url: path,
    what: "file upload",
    page: params,
    keep: (file) =>
      params.created.isInside(file.created) && (params.purpose ?? file.purpose) === file.purpose,
  });
}

const path = "/v1/files";
const returns = "file";

export const fileRoutes: readonly Route[] = [
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: `${path}/:id`, params: {}, returns, handle: fileOf }),
  endpoint({
    method: "GET",
    path: `${path}/:id/contents`,
    params: {},
    returns,
    handle: contents,
  }),
];
