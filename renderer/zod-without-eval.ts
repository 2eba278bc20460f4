import { config } from "zod";

// The page's policy forbids eval. zod would probe for it as the contract loads, and each probe is
// reported as a violation; main.tsx imports this file before anything that imports the contract.
config({ jitless: true });
