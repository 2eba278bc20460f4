import { z } from "zod";

/** Who somebody is at the till; what a role may do is a setting per command. */
export const roles = ["clerk", "manager", "installer"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;
