import { z } from "zod";
import { assert, InvariantError } from "../contract/assert.ts";
import { acceptorOf, type Accepts } from "./acceptor.ts";
import { canonicalWriter, type Write } from "./canonical-writer.ts";
import { canonical, chainHash } from "./hash-chain.ts";
import { derivePostings, type Posters, type Posting } from "./posting.ts";

/** Where a chain stands: the number and seal of its last entry; 0 and GENESIS when empty. */
export type Head = Readonly<{ seq: number; hash: string }>;

export type Typed = Readonly<{ type: string }>;

/** What a chain may say: the registers' and the office's are two of these over the same code. */
export type Vocabulary<Entry extends Typed> = Readonly<{
  options: readonly z.ZodObject<{ type: z.ZodLiteral<string> }>[];
  posters: Posters<Entry>;
  subjectOf: (entry: Entry) => string;
  /** What an entry's own figures must agree on, in words; undefined when they do. */
  faultOfEntry: (entry: Entry) => string | undefined;
}>;

/** When: `atMs` is UTC; `ticks` see `contentOf`. Order is `seq`, never time: clocks jump. */
export type Stamp = Readonly<{ atMs: number; ticks?: number | undefined }>;

/** An entry as the book holds it. */
export type Recorded<Entry extends Typed> = Stamp &
  Readonly<{ seq: number; hash: string; entry: Entry; postings: readonly Posting[] }>;

export type Sealed<Entry extends Typed> = Recorded<Entry> &
  Readonly<{ content: string; subject: string }>;

export type ChainRow = Readonly<{ seq: number; content: string; hash: string }>;

/** What is sealed: the canonical form of this is an entry's content. */
export function contentOf<Entry extends z.ZodType>(entry: Entry) {
  return z.strictObject({
    seq: z.int().min(1),
    atMs: z.int(),
    /**
     * Milliseconds that the register has run, over all its starts. Rises with each entry, and no
     * clock can turn it back. Absent in entries from before it was kept.
     */
    ticks: z.int().min(0).optional(),
    entry,
    postings: z.array(
      z.strictObject({ account: z.string(), currency: z.string(), minor: z.int() }),
    ),
  });
}

const Frame = contentOf(z.unknown());
type Frame = z.infer<typeof Frame>;
const acceptsFrame = acceptorOf(Frame);
const PostingList = Frame.shape.postings;
const writePostings = canonicalWriter(PostingList);

type Kind = Readonly<{ schema: z.ZodType; accepts: Accepts; write: Write }>;
type Kinds = ReadonlyMap<unknown, Kind>;

function kindsOf(options: Vocabulary<never>["options"]): Kinds {
  return new Map(
    options.map((schema) => [
      schema.shape.type.value,
      { schema, accepts: acceptorOf(schema), write: canonicalWriter(schema) },
    ]),
  );
}

function kindOf(kinds: Kinds, type: unknown): Kind {
  const kind = kinds.get(type);
  if (kind === undefined) throw new InvariantError(`not in the vocabulary: ${String(type)}`);
  return kind;
}

function typeOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
}

export type Chain<Entry extends Typed> = ReturnType<typeof createChain<Entry>>;

/** Seals, reads and proves entries of one vocabulary. Pure: whoever keeps the rows hands them in. */
export function createChain<Entry extends Typed>(vocabulary: Vocabulary<Entry>) {
  const kinds = kindsOf(vocabulary.options);
  const { posters, subjectOf, faultOfEntry } = vocabulary;
  return {
    subjectOf,
    /** The entry after `before`. Throws on what is not of the vocabulary or does not add up. */
    seal(before: Head, { atMs, ticks }: Stamp, raw: Entry): Sealed<Entry> {
      const { schema, accepts, write } = kindOf(kinds, raw.type);
      const entry = accepts(raw) ? raw : (schema.parse(raw) as Entry);
      const fault = faultOfEntry(entry);
      assert(fault === undefined, `${entry.type}: ${fault}`);
      const postings = derivePostings(posters, entry);
      const seq = before.seq + 1;
      assert(Number.isSafeInteger(atMs), `not a time: ${atMs}`);
      // The keys of `contentOf` in their canonical order.
      const content =
        `{"atMs":${atMs},"entry":${write(entry)},"postings":${writePostings(postings)},` +
        `"seq":${seq}${ticks === undefined ? "" : `,"ticks":${ticks}`}}`;
      // Reading it makes one piece of what was put together from hundreds: it is copied twice below.
      content.charCodeAt(0);
      const hash = chainHash(before.hash, content);
      return { seq, atMs, ticks, hash, entry, postings, content, subject: subjectOf(entry) };
    },

    /** A row of ours as what it says; throws when it is not of the vocabulary. */
    read({ content, hash }: ChainRow): Recorded<Entry> {
      const framed: unknown = JSON.parse(content);
      const { entry, ...frame } = acceptsFrame(framed) ? (framed as Frame) : Frame.parse(framed);
      const { schema, accepts } = kindOf(kinds, typeOf(entry));
      return { ...frame, hash, entry: (accepts(entry) ? entry : schema.parse(entry)) as Entry };
    },

    /** What a stranger's row says, or in words why it cannot stand after `before`. */
    prove(row: ChainRow, before: Head): Readonly<Recorded<Entry> | Fault> {
      const fault = faultOfSeal(row, before);
      if (fault !== undefined) return { fault };
      const read = readStranger<Entry>(kinds, row);
      if ("fault" in read) return read;
      if (canonical({ ...read, hash: undefined }) !== row.content) {
        return { fault: "its content is not in canonical form" };
      }
      if (read.seq !== row.seq) return { fault: "its row says another number than its content" };
      const wrong = faultOfEntry(read.entry) ?? faultOfPostings(posters, read);
      return wrong === undefined ? read : { fault: wrong };
    },
  };
}

type Fault = Readonly<{ fault: string }>;

function readStranger<Entry extends Typed>(kinds: Kinds, row: ChainRow): Recorded<Entry> | Fault {
  const frame = Frame.safeParse(parseJson(row.content));
  const entry = kinds.get(typeOf(frame.data?.entry))?.schema.safeParse(frame.data?.entry);
  if (!frame.success || !entry?.success) {
    return { fault: "its content is not in the book's vocabulary" };
  }
  return { ...frame.data, hash: row.hash, entry: entry.data as Entry };
}

function faultOfPostings<Entry extends Typed>(
  posters: Posters<Entry>,
  { entry, postings }: Recorded<Entry>,
): string | undefined {
  try {
    const isSame = canonical(derivePostings(posters, entry)) === canonical(postings);
    return isSame ? undefined : "its sealed postings do not follow from it";
  } catch (error) {
    // While proving a stranger's book an unbalanced entry is a finding, not a bug of ours.
    if (error instanceof InvariantError) return "it does not balance";
    throw error;
  }
}

/** Whether the row stands right after `before` and its seal is over its content. */
export function faultOfSeal(row: ChainRow, before: Head): string | undefined {
  if (row.seq !== before.seq + 1) return `follows ${before.seq}, so entries are missing`;
  const isSealed = chainHash(before.hash, row.content) === row.hash;
  return isSealed ? undefined : "its seal does not fit its content";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Text that is no JSON is a finding for the caller, who names the entry.
    return undefined;
  }
}
