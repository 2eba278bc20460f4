import { create } from "zustand";
import type { UserId } from "../../contract/ids.ts";
import type { ActivityView, UserView } from "../../contract/people-views.ts";
import type { RefusalCode } from "../format/words.ts";

export type PeopleState = Readonly<{
  users: readonly UserView[];
  /** Null where the clerk may not see it. */
  activity: readonly ActivityView[] | null;
  refusal: RefusalCode | null;
  /** Who sat here last: most often the same person comes back. Null until somebody has left. */
  satLast: UserId | null;
}>;

/** Users and the log of risky acts, as last asked for. actions/people.ts and the events write it. */
export const usePeople = create<PeopleState>()(() => ({
  users: [],
  activity: null,
  refusal: null,
  satLast: null,
}));
