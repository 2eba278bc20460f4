/** One fault in a built file, and the words by which the double must show just this fault. */
export type Mutant = Readonly<{
  name: string;
  file: string;
  /** Built code keeps names, and may be wrapped or marked: match loosely. */
  find: string | RegExp;
  replace: string;
  seen: RegExp;
}>;

const main = "out/main/main.js";
const preload = "out/preload/preload.cjs";
const page = "out/renderer/index.html";

export const mutants: readonly Mutant[] = [
  {
    name: "the preload's path is wrong",
    ...{ file: main, find: '"preload.cjs"', replace: '"preload.mjs"' },
    seen: /Unable to load preload script[\s\S]*ENOENT/,
  },
  {
    name: "the preload is an ES module",
    ...{ file: preload, find: /let electron = require\("electron"\);/ },
    replace: 'import * as electron from "electron";',
    seen: /Unable to load preload script[\s\S]*Cannot use import statement outside a module/,
  },
  {
    name: "the preload wants what a sandbox has not",
    ...{ file: preload, find: /^/, replace: 'require("node:fs");' },
    seen: /module not found: node:fs/,
  },
  {
    name: "a command's channel is mistyped",
    ...{ file: preload, find: "till/${command}", replace: "till.${command}" },
    seen: /No handler registered for 'till\.catalog\.keys'/,
  },
  {
    name: "the events' channel is mistyped",
    ...{ file: preload, find: '"till:message"', replace: '"till:massage"' },
    seen: /the till never stood ready/,
  },
  {
    name: "the policy blocks our own script",
    ...{ file: main, find: /"script-src 'self'"(?=\])/, replace: "\"script-src 'none'\"" },
    seen: /violates the following Content Security Policy directive[\s\S]*script-src/,
  },
  {
    name: "the page has a script inside",
    ...{ file: page, find: "</body>", replace: "<script>window.x = 1</script></body>" },
    seen: /Executing inline script violates/,
  },
  {
    name: "the sender check is inverted",
    ...{
      file: main,
      find: "senderFrame === own.mainFrame",
      replace: "senderFrame !== own.mainFrame",
    },
    seen: /untrusted sender/,
  },
  {
    name: "the window may navigate away",
    ...{ file: main, find: "event.url !== contents.getURL()", replace: "false" },
    seen: /the till left its page/,
  },
  {
    name: "nobody listens for navigation",
    ...{ file: main, find: '"will-navigate"', replace: '"will-navigated"' },
    seen: /webContents never emits 'will-navigated'/,
  },
  {
    name: "windows may open",
    ...{ file: main, find: 'action: "deny"', replace: 'action: "allow"' },
    seen: /window\.open\('[^']*'\) was allowed/,
  },
  {
    name: "an answer cannot be cloned",
    ...{ file: main, find: "return register.ask(command, input);" },
    replace: "return () => register.ask(command, input);",
    seen: /Error invoking remote method[\s\S]*An object could not be cloned/,
  },
  {
    name: "an event cannot be cloned",
    ...{ file: main, find: "contents.send(TILL_MESSAGE, message)" },
    replace: "contents.send(TILL_MESSAGE, () => message)",
    seen: /An object could not be cloned/,
  },
  {
    name: "the scheme is registered late",
    ...{
      file: main,
      find: /\nregisterScheme\(\);/,
      replace: "\napp.whenReady().then(registerScheme);",
    },
    seen: /should be called before app is ready/,
  },
  {
    name: "the scheme is not secure",
    ...{ file: main, find: "secure: true,", replace: "" },
    seen: /only standard and secure schemes are modelled/,
  },
  {
    name: "a session does not serve the pages",
    ...{ file: main, find: /\n\tservePages\(own, \{[\s\S]*?\}\);/, replace: "" },
    seen: /this session has no handler for the scheme/,
  },
  {
    name: "nobody answers for permissions",
    ...{ file: main, find: /\n\tguardPermissions\(own, page\);/, replace: "" },
    seen: /geolocation is granted/,
  },
  {
    name: "there is no single-instance lock",
    ...{ file: main, find: "app.requestSingleInstanceLock()", replace: "true" },
    seen: /a second start went on/,
  },
  {
    name: "the main module awaits ready",
    ...{ file: main, find: /\nregisterScheme\(\);/, replace: "\nawait app.whenReady();" },
    seen: /one that awaits app\.whenReady\(\) never does/,
  },
  {
    name: "the register's file is named wrong",
    ...{ file: main, find: '"register-process.js"', replace: '"register.js"' },
    seen: /the register keeps ending|Cannot find module/,
  },
  {
    name: "a window opens before ready",
    ...{ file: main, find: "app.whenReady().then(start)", replace: "start()" },
    seen: /before app is ready/,
  },
  {
    name: "the host uses what the double does not know",
    ...{ file: main, find: "app.enableSandbox();", replace: "app.setBadgeCount(1);" },
    seen: /app\.setBadgeCount is not modelled/,
  },
  {
    name: "a script of the page is missing",
    ...{ file: page, find: /index-[\w-]+\.js/, replace: "index-gone.js" },
    seen: /404/,
  },
];
