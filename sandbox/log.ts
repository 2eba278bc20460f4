import { createLog as createLogAt } from "../register/create-log.ts";
import type { Logger } from "../register/ports.ts";

export function createLog(name: string): Logger {
  return createLogAt(name, () => new Date().toISOString());
}
