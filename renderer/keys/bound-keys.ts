/** A key that is bound only so that it does nothing: the browser's own meaning would leave the till. */
export const withheld = (): void => undefined;

type ReadKeys = () => readonly string[];
const readers = new Set<ReadKeys>();

/** Adds the keys of one component, for as long as it is on the screen; returns what takes them off. */
export function registerKeys(read: ReadKeys): () => void {
  readers.add(read);
  return () => {
    readers.delete(read);
  };
}

/** Every key that does something on the screen just now, by its binding's name, each once. */
export function boundKeys(): readonly string[] {
  return [...new Set([...readers].flatMap((read) => read()))];
}
