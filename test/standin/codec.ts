/** How functions and promises cross from one world of a page to the other: as numbers. */
export type Hooks = Readonly<{
  call?: (f: (...args: unknown[]) => unknown) => number;
  promise?: (promise: Promise<unknown>) => number;
}>;
export type Unhooks = Readonly<{
  call?: (id: number) => unknown;
  promise?: (id: number) => unknown;
}>;
export type Codec = Readonly<{
  encode: (value: unknown, hooks?: Hooks) => string;
  decode: (text: string, unhooks?: Unhooks) => unknown;
}>;

/**
 * What the structured clone carries, as JSON text: cycles, dates, maps, bytes, errors. It runs in
 * Node and, by its source text, inside the page; so it names nothing from outside.
 */
export function createCodec(): Codec {
  /** A plain JSON value, or a tag and what it needs. Objects stand in a heap, named by place. */
  type Coded = null | boolean | number | string | [tag: string, ...parts: unknown[]];
  type Walk = (value: unknown) => Coded;

  const uncloneable = (): never => {
    throw new Error("An object could not be cloned.");
  };
  const toText = (buffer: ArrayBuffer): string => {
    let text = "";
    for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const toBuffer = (text: string): ArrayBuffer =>
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
  const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);
  const isPlain = (value: object) => tagOf(value) === "Object";

  /** The first that fits says how an object is coded. */
  const kinds: readonly (readonly [
    (value: object) => boolean,
    (value: never, walk: Walk) => Coded,
  ])[] = [
    [(v) => Array.isArray(v), (v: unknown[], walk) => ["array", Array.from(v, walk)]],
    [(v) => v instanceof Date, (v: Date) => ["date", v.getTime()]],
    [(v) => v instanceof RegExp, (v: RegExp) => ["regexp", v.source, v.flags]],
    [
      (v) => v instanceof Map,
      (v: Map<unknown, unknown>, walk) => ["map", [...v].map((pair) => pair.map(walk))],
    ],
    [(v) => v instanceof Set, (v: Set<unknown>, walk) => ["set", [...v].map(walk)]],
    [(v) => v instanceof Error, (v: Error) => ["error", v.name, v.message]],
    [(v) => v instanceof ArrayBuffer, (v: ArrayBuffer) => ["buffer", toText(v)]],
    [
      (v) => ArrayBuffer.isView(v),
      (v: Uint8Array<ArrayBuffer>) => [
        "view",
        tagOf(v),
        toText(v.buffer.slice(v.byteOffset, v.byteOffset + v.byteLength)),
      ],
    ],
    [
      isPlain,
      (v: object, walk) => ["object", Object.entries(v).map(([key, part]) => [key, walk(part)])],
    ],
  ];

  function encodeNumber(value: number): Coded {
    if (Object.is(value, -0)) return ["number", "-0"];
    return Number.isFinite(value) ? value : ["number", String(value)];
  }

  function encodePrimitive(value: unknown): Coded | undefined {
    switch (typeof value) {
      case "undefined":
        return ["undefined"];
      case "bigint":
        return ["bigint", String(value)];
      case "number":
        return encodeNumber(value);
      case "boolean":
      case "string":
        return value;
      case "symbol":
        return uncloneable();
      default:
        return value === null ? null : undefined;
    }
  }

  function encode(root: unknown, hooks: Hooks = {}): string {
    const seen = new Map<object, number>();
    const heap: Coded[] = [];
    const walk: Walk = (value) => {
      const primitive = encodePrimitive(value);
      if (primitive !== undefined) return primitive;
      if (typeof value === "function") {
        return ["call", hooks.call?.(value as () => unknown) ?? uncloneable()];
      }
      if (value instanceof Promise) return ["promise", hooks.promise?.(value) ?? uncloneable()];
      return ["at", place(value as object)];
    };
    const place = (value: object): number => {
      const known = seen.get(value);
      if (known !== undefined) return known;
      const index = heap.push(null) - 1;
      seen.set(value, index);
      const [, code] = kinds.find(([fits]) => fits(value)) ?? uncloneable();
      heap[index] = code(value as never, walk);
      return index;
    };
    const top = walk(root);
    return JSON.stringify([top, heap]);
  }

  function decode(text: string, unhooks: Unhooks = {}): unknown {
    const [top, heap] = JSON.parse(text) as [Coded, [string, ...never[]][]];
    const made = new Map<number, unknown>();
    const keep = <Made extends object>(index: number, value: Made, fill: (value: Made) => void) => {
      made.set(index, value);
      fill(value);
      return value;
    };
    const globals = globalThis as unknown as Readonly<Record<string, unknown>>;

    const read = (coded: Coded): unknown => {
      if (!Array.isArray(coded)) return coded;
      const [tag, part] = coded as [string, never];
      return tag === "at" ? readAt(part) : readers[tag]?.(part);
    };
    const readers: Readonly<Record<string, (part: never) => unknown>> = {
      undefined: () => undefined,
      number: (digits: string) => Number(digits),
      bigint: (digits: string) => BigInt(digits),
      call: (id: number) => unhooks.call?.(id),
      promise: (id: number) => unhooks.promise?.(id),
    };
    const readAt = (index: number): unknown => {
      if (made.has(index)) return made.get(index);
      const [tag, ...parts] = heap[index] ?? uncloneable();
      const value = builders[tag]?.(index, ...parts);
      made.set(index, value);
      return value;
    };
    type Builder = (index: number, ...parts: never[]) => unknown;
    const builders: Readonly<Record<string, Builder>> = {
      array: (at, items: Coded[]) =>
        keep(at, [] as unknown[], (list) => {
          for (const item of items) list.push(read(item));
        }),
      map: (at, pairs: [Coded, Coded][]) =>
        keep(at, new Map(), (map) => {
          for (const [key, item] of pairs) map.set(read(key), read(item));
        }),
      set: (at, items: Coded[]) =>
        keep(at, new Set(), (set) => {
          for (const item of items) set.add(read(item));
        }),
      object: (at, entries: [string, Coded][]) =>
        keep(at, {}, (object) => {
          for (const [key, item] of entries) {
            const whole = { enumerable: true, writable: true, configurable: true };
            Object.defineProperty(object, key, { value: read(item), ...whole });
          }
        }),
      // JSON has no NaN: an invalid date came as null.
      date: (_at, atMs: number | null) => new Date(atMs ?? NaN),
      regexp: (_at, source: string, flags: string) => new RegExp(source, flags),
      error: (_at, name: string, message: string) => {
        const Type = globals[name];
        return new (typeof Type === "function" ? (Type as ErrorConstructor) : Error)(message);
      },
      buffer: (_at, coded: string) => toBuffer(coded),
      view: (_at, name: string, coded: string) =>
        new (globals[name] as Uint8ArrayConstructor)(toBuffer(coded)),
    };
    return read(top);
  }

  return { encode, decode };
}

/** What crosses between processes: a copy, or the error that Electron gives. */
export function cloned<Value>(value: Value): Value {
  try {
    return structuredClone(value);
  } catch {
    throw new Error("An object could not be cloned.");
  }
}
