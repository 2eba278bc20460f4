import { useEffect } from "react";
import { coverScreen } from "../store/ui-store.ts";

/** Keys of the screen below mean nothing for as long as this dialog is there. */
export function useCover(): void {
  useEffect(() => coverScreen(), []);
}
