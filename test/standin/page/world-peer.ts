import type { Codec } from "../codec.ts";

/** One world's end of the line to the other world of the same document. */
export type Peer = Readonly<{
  encode: (value: unknown) => string;
  decode: (text: string) => unknown;
  ask: (what: string, data: string) => string;
  serve: (answer: (what: string, data: string) => string) => void;
}>;
export type Names = Readonly<{ mine: string; theirs: string }>;

/**
 * Synchronous calls between two worlds: DOM events cross worlds at once, and strings cross
 * unchanged. It runs inside the page by its source text, so it names nothing from outside.
 */
export function createPeer({ mine, theirs }: Names, codec: Codec): Peer {
  type Callable = (...args: unknown[]) => unknown;
  type Settle = Readonly<{ resolve: (value: unknown) => void; reject: (error: unknown) => void }>;

  // Taken before any page script could put its own in their place.
  const Message = CustomEvent;
  const dispatch = window.dispatchEvent.bind(window);
  const callables: Callable[] = [];
  const ids = new WeakMap<Callable, number>();
  const unsettled = new Map<number, Settle>();
  let promises = 0;
  let reply = "";
  let answerOther: (what: string, data: string) => string = () => "";

  function ask(what: string, data: string): string {
    reply = "";
    dispatch(new Message(theirs, { detail: `${what}\n${data}` }));
    const answer = reply;
    reply = "";
    return answer;
  }

  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const tellSettled = (id: number, isFulfilled: boolean, value: unknown) =>
    ask("settle", JSON.stringify([id, isFulfilled, encode(value)]));
  const hooks = {
    call(f: Callable): number {
      const known = ids.get(f) ?? callables.push(f) - 1;
      ids.set(f, known);
      return known;
    },
    promise(promise: Promise<unknown>): number {
      promises += 1;
      const id = promises;
      promise
        .then((value) => tellSettled(id, true, value))
        .catch((error: unknown) => tellSettled(id, false, new Error(messageOf(error))));
      return id;
    },
  };
  const unhooks = {
    call:
      (id: number) =>
      (...args: unknown[]): unknown => {
        const answer = ask("call", JSON.stringify([id, encode(args)]));
        const [isReturned, text] = JSON.parse(answer) as [boolean, string];
        if (!isReturned) throw new Error(text);
        return decode(text);
      },
    promise: (id: number) =>
      new Promise((resolve, reject) => {
        unsettled.set(id, { resolve, reject });
      }),
  };
  const encode = (value: unknown) => codec.encode(value, hooks);
  const decode = (text: string) => codec.decode(text, unhooks);

  function call(data: string): string {
    const [id, args] = JSON.parse(data) as [number, string];
    try {
      return JSON.stringify([true, encode(callables[id]?.(...(decode(args) as unknown[])))]);
    } catch (error) {
      return JSON.stringify([false, messageOf(error)]);
    }
  }

  function settle(data: string): string {
    const [id, isFulfilled, value] = JSON.parse(data) as [number, boolean, string];
    const waiting = unsettled.get(id);
    unsettled.delete(id);
    if (isFulfilled) waiting?.resolve(decode(value));
    else waiting?.reject(decode(value));
    return "";
  }

  function answer(what: string, data: string): string {
    if (what === "call") return call(data);
    return what === "settle" ? settle(data) : answerOther(what, data);
  }

  window.addEventListener(
    mine,
    (event) => {
      event.stopImmediatePropagation();
      const { detail } = event as CustomEvent<string>;
      const end = detail.indexOf("\n");
      const what = detail.slice(0, end);
      const data = detail.slice(end + 1);
      if (what === "reply") reply = data;
      else dispatch(new Message(theirs, { detail: `reply\n${answer(what, data)}` }));
    },
    true,
  );
  return { encode, decode, ask, serve: (handler) => (answerOther = handler) };
}
