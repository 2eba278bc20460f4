import { useEffect } from "react";
import type { UserView } from "../../contract/people-views.ts";
import { readUsers } from "../actions/people.ts";
import { usePeople } from "../store/people-store.ts";
import { useRegister } from "../store/register-store.ts";

/** Everybody of this till; asked for again when a register that died meanwhile is back. */
export function useUsers(): readonly UserView[] {
  const isConnected = useRegister(({ connection }) => connection === "connected");
  useEffect(() => {
    if (isConnected) void readUsers();
  }, [isConnected]);
  return usePeople(({ users }) => users);
}
