import type { Logger } from "./ports.ts";

/** One line per message on stderr, so that stdout stays for what a program reads. */
export function createLog(name: string, timestamp: () => string): Logger {
  const write = (level: string, message: string, fields = {}) => {
    const details = Object.keys(fields).length === 0 ? "" : ` ${JSON.stringify(fields)}`;
    process.stderr.write(`${timestamp()} ${level} ${name}: ${message}${details}\n`);
  };
  return {
    info: (message, fields) => write("info", message, fields),
    warn: (message, fields) => write("warn", message, fields),
    error: (message, fields) => write("error", message, fields),
  };
}
