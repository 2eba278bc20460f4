import { keepCompiled } from "./compile-cache.ts";

/** `npm start`. The demo is imported only once what it compiles is kept. */
keepCompiled();
await import("./demo.ts");
