const [BY_FIRST_LETTER, LEFT_TO_RIGHT, END] = ["\u2068", "\u2066", "\u2069"];

/**
 * A value that keeps its own order inside a text of another direction (Unicode's isolates): a name
 * by its first letter. What has no letter, "2-6" or "−4.10", runs as figures do: browsers would give it
 * the direction of the text around it.
 */
export function isolate(value: string): string {
  return `${/\p{L}/u.test(value) ? BY_FIRST_LETTER : LEFT_TO_RIGHT}${value}${END}`;
}
