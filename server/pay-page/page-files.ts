/** The page's style: plain, quiet, one column on a phone and on a desk, light and dark. */
export const payCss = `:root {
  color-scheme: light dark;
  --ground: #f4f4f1; --card: #fff; --ink: #1c1d1f; --soft: #5b5e63; --line: #deded8;
  --act: #1f4fd8; --on-act: #fff; --good: #0f6b3c; --good-ground: #e7f4ec;
  --wait-ground: #fdf3dd; --plain-ground: #eeeeea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131416; --card: #1d1f22; --ink: #f2f2ef; --soft: #a9adb3; --line: #34373c;
    --act: #8fb0ff; --on-act: #0d1733; --good: #7fdaa6; --good-ground: #16291f;
    --wait-ground: #2e2715; --plain-ground: #26282c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink);
  font: 17px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans JP", sans-serif;
  padding: max(16px, 5vh) 16px 40px;
}
main {
  max-width: 30rem; margin: 0 auto; background: var(--card); border: 1px solid var(--line);
  border-radius: 16px; padding: clamp(20px, 5vw, 36px);
}
h1 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 1.25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .25rem; }
p { margin: 0; }
small { color: var(--soft); white-space: nowrap; }
.num { font-variant-numeric: tabular-nums; white-space: nowrap; }
.lines { list-style: none; margin: 0; padding: 0; }
.lines li, .total { display: flex; justify-content: space-between; gap: 1.5rem; padding: .5rem 0; }
.lines li + li { border-top: 1px solid var(--line); }
.lines span:first-child { overflow-wrap: anywhere; min-width: 0; }
.total { border-top: 2px solid var(--ink); margin-bottom: 1.5rem; align-items: baseline; }
.total b { font-size: 1.7rem; line-height: 1.2; }
.pay, .again {
  display: block; width: 100%; min-height: 56px; border: 0; border-radius: 12px; padding: 12px 20px;
  background: var(--act); color: var(--on-act); font: inherit; font-weight: 650; font-size: 1.1rem;
  text-align: center; text-decoration: none; cursor: pointer;
}
.pay:hover, .again:hover { filter: brightness(1.08); }
:focus-visible { outline: 3px solid var(--act); outline-offset: 3px; }
.meta { color: var(--soft); font-size: .9rem; margin-top: 1rem; }
.note { background: var(--wait-ground); border-radius: 12px; padding: .8rem 1rem; margin-bottom: 1rem; }
.state { border-radius: 12px; padding: 1.1rem 1.2rem; background: var(--plain-ground); }
.state.paid { background: var(--good-ground); }
.state.paid h2 { color: var(--good); }
.state.pending { background: var(--wait-ground); }
.state + p { margin-top: 1rem; }
#checkout { margin: 0 0 1rem; background: #fff; border-radius: 12px; overflow: hidden; }
`;

/** Puts Stripe's own form into the page; the secret of this one session comes when it is wanted. */
export const embeddedJs = `(() => {
  const place = document.getElementById("checkout");
  const trouble = document.getElementById("trouble");
  const { key, at } = place.dataset;

  async function fetchClientSecret() {
    const answer = await fetch(at + "/session", { method: "POST" });
    if (!answer.ok) throw new Error("no session");
    const { clientSecret } = await answer.json();
    if (clientSecret === null) location.replace(at + "/done");
    return clientSecret;
  }

  async function mount() {
    const stripe = window.Stripe(key);
    const checkout = await stripe.createEmbeddedCheckoutPage({ fetchClientSecret });
    checkout.mount("#checkout");
  }

  mount().catch(() => {
    trouble.hidden = false;
  });
})();
`;
