import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { problem, state } from "./state.ts";

const chosen = new Map<string, string>();

export function switchValue(name: string): string | undefined {
  const found = state.config.args.find((arg) => arg.startsWith(`--${name}=`));
  return found?.slice(name.length + 3);
}

export function setPath(name: string, path: string): void {
  if (state.isReady && name === "userData") problem("app.setPath('userData') after ready");
  chosen.set(name, path);
}

const usual: Readonly<Record<string, () => string>> = {
  home: homedir,
  temp: tmpdir,
  exe: () => process.execPath,
  appData: () => process.env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config"),
  userData: () =>
    resolve(switchValue("user-data-dir") ?? join(pathOf("appData"), state.config.name)),
  sessionData: () => pathOf("userData"),
  logs: () => join(pathOf("userData"), "logs"),
};

export function pathOf(name: string): string {
  const found = chosen.get(name) ?? usual[name]?.();
  if (found === undefined) throw new Error(`Failed to get '${name}' path`);
  return found;
}
