import { create } from "zustand";

/** Whether this machine is on a network at all, as the browser tells it. */
export const useNetwork = create<Readonly<{ isOnline: boolean }>>()(() => ({ isOnline: true }));

export function followNetwork(): void {
  const look = () => {
    useNetwork.setState({ isOnline: navigator.onLine });
  };
  window.addEventListener("online", look);
  window.addEventListener("offline", look);
  look();
}
