/** Puts text where it can be pasted. Browsers may refuse; then the answer is false. */
export function copyText(text: string): Promise<boolean> {
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
