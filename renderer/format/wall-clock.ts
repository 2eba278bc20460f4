/** The till's own clock, which is the register's, too: both run on this machine. */
export function nowMs(): number {
  return Date.now();
}
