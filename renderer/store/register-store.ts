import { create } from "zustand";
import type { KeyPageView, RegisterView } from "../../contract/views.ts";
import type { RefusalCode } from "../format/words.ts";

/** `connecting` until the first view; `restarting` when a register that answered no longer does. */
export type Connection = "connecting" | "connected" | "restarting";

export type RegisterState = Readonly<{
  connection: Connection;
  view: RegisterView | null;
  keyPages: readonly KeyPageView[];
  /** Why the register would not even show itself, a failed disk for one. */
  failure: Readonly<{ code: RefusalCode; detail: string | undefined }> | null;
}>;

/** The register's views as last heard. Only follow-register.ts writes here. */
export const useRegister = create<RegisterState>()(() => ({
  connection: "connecting",
  view: null,
  keyPages: [],
  failure: null,
}));
