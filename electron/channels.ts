import type { Command } from "../contract/commands.ts";

/** The channels between a preload and the main process. Each command has one of its own. */
export const commandChannel = (command: Command) => `till/${command}` as const;
export const TILL_SUBSCRIBE = "till:subscribe";
export const TILL_MESSAGE = "till:message";
export const DISPLAY_SUBSCRIBE = "display:subscribe";
export const DISPLAY_MESSAGE = "display:message";
export const READER_OPENED = "reader:opened";
export const READER_SENT = "reader:sent";
export const READER_MESSAGE = "reader:message";
