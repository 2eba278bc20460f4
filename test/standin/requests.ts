import type { CdpEvents, CdpSession } from "./cdp.ts";
import type { Contents } from "./page-of-contents.ts";
import { inward, outwardPolicy, privilegesOf } from "./schemes.ts";
import { preventable, problem } from "./state.ts";

type Paused = CdpEvents["Fetch.requestPaused"];

/** Every request of a page is held here: navigations are asked about, our scheme is answered. */
export async function answerPaused(contents: Contents, cdp: CdpSession, paused: Paused) {
  const { requestId, request, resourceType, frameId } = paused;
  const url = inward(request.url);
  const isMain = resourceType === "Document" && frameId === contents.frame.standin.frameId;
  if (isMain && !mayNavigate(contents, request.url)) {
    await cdp.send("Fetch.failRequest", { requestId, errorReason: "Aborted" });
    return;
  }
  const privileges = privilegesOf(url);
  if (privileges === undefined) {
    await cdp.send("Fetch.continueRequest", { requestId });
  } else if (isScripted(resourceType) && !privileges.supportFetchAPI) {
    await cdp.send("Fetch.failRequest", { requestId, errorReason: "BlockedByClient" });
  } else {
    await answerByHandler(contents, cdp, paused);
  }
}

const isScripted = (type: Paused["resourceType"]) => type === "Fetch" || type === "XHR";

/** A document that the app did not ask for is the page's own doing: the app may prevent it. */
function mayNavigate(contents: Contents, address: string): boolean {
  const { self, frame } = contents;
  const url = inward(address);
  const details = { url, isSameDocument: false, isMainFrame: true, frame };
  const isExpected = contents.expected === address || contents.expected === address.split("#")[0];
  contents.expected = null;
  if (!isExpected) {
    const event = preventable(details);
    self.emit("will-navigate", event, url);
    if (event.defaultPrevented) return false;
  }
  self.emit("did-start-navigation", details, url);
  return true;
}

async function answerByHandler(
  { session }: Contents,
  cdp: CdpSession,
  { request, requestId }: Paused,
): Promise<void> {
  const url = inward(request.url);
  const handler = session.standin.schemeHandlers.get(url.slice(0, url.indexOf(":")));
  if (handler === undefined) {
    problem(`${url}: this session has no handler for the scheme`);
    await cdp.send("Fetch.failRequest", { requestId, errorReason: "Failed" });
    return;
  }
  try {
    const { method, headers, postData } = request;
    const body = postData === undefined ? {} : { body: postData };
    const response = await handler(new Request(url, { method, headers, ...body }));
    await cdp.send("Fetch.fulfillRequest", {
      requestId,
      responseCode: response.status,
      responseHeaders: headersOf(response),
      body: Buffer.from(await response.arrayBuffer()).toString("base64"),
    });
  } catch (error) {
    problem(`the handler of ${url}: ${String(error)}`);
    await cdp.send("Fetch.failRequest", { requestId, errorReason: "Failed" });
  }
}

function headersOf({ headers }: Response) {
  return [...headers].map(([name, value]) => ({
    name,
    value: name === "content-security-policy" ? outwardPolicy(value) : value,
  }));
}
