/** What asking for a PIN says. */
export const pinWords = {
  who: "Who",
  pin: "PIN",
  pad: "PIN pad",
  roles: { clerk: "Clerk", manager: "Manager", installer: "Installer" },
  signIn: "Sign in",
  lockedTitle: "The till is locked",
  lockedAdvice: "The open sale is kept. Choose who you are and enter your PIN.",
  approve: "Approve",
  back: "Back",
  approveTitle: "Manager approval",
  approveAdvice: "For this once. The clerk stays signed in, and the sale stays as it is.",
  noManagers: "No manager works at this till.",
} as const;
