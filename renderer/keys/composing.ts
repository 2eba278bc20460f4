/** The code of a key that the input method took, in browsers that tell no more of it. */
const TAKEN = 229;

/**
 * Whether a key belongs to a text that an input method (IME) is still composing: its Enter chooses
 * a word and confirms nothing of the till's. Safari says so of that Enter by the code alone.
 */
export function isComposing(event: Readonly<{ isComposing: boolean; keyCode: number }>): boolean {
  return event.isComposing || event.keyCode === TAKEN;
}
