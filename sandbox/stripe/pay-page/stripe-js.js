/*
 * A stand-in for Stripe.js, for connections to the sandbox only: it mounts the sandbox's checkout
 * page where Stripe's would be. Everything else of Stripe.js is missing on purpose.
 */
(() => {
  const home = new URL(document.currentScript.src).origin;

  function sessionIdIn(clientSecret) {
    const id = /^(cs_(?:test|live)_[A-Za-z0-9]+)_secret_/.exec(clientSecret)?.[1];
    if (id !== undefined) return id;
    throw new Error("clientSecret is not the secret of a Checkout Session.");
  }

  function elementFor(place) {
    const found = typeof place === "string" ? document.querySelector(place) : place;
    if (found instanceof HTMLElement) return found;
    throw new Error(`There is no element ${String(place)} to mount into.`);
  }

  async function sessionId({ clientSecret, fetchClientSecret }) {
    return sessionIdIn(clientSecret ?? (await fetchClientSecret()));
  }

  /** One at a time on a page, as with Stripe.js. */
  let current = null;

  async function createEmbeddedCheckoutPage(options = {}) {
    if (current !== null) {
      throw new Error("You cannot have multiple Embedded Checkout objects.");
    }
    const { clientSecret, fetchClientSecret, onComplete } = options;
    if (clientSecret === undefined && fetchClientSecret === undefined) {
      throw new Error("Pass clientSecret or fetchClientSecret.");
    }
    current = {};
    const id = await sessionId(options).catch((error) => {
      // The next try is a first one.
      current = null;
      throw error;
    });
    const frame = document.createElement("iframe");
    frame.src = `${home}/c/pay/${id}`;
    frame.title = "Checkout (sandbox)";
    frame.allow = "payment";
    Object.assign(frame.style, { width: "100%", height: "820px", border: "0", display: "block" });

    function hear(event) {
      if (event.origin !== home || event.source !== frame.contentWindow) return;
      if (event.data?.from !== "sandbox-checkout" || event.data.id !== id) return;
      if (onComplete) onComplete();
      else if (event.data.returnTo) location.assign(event.data.returnTo);
    }

    let isDestroyed = false;
    function alive() {
      if (isDestroyed) throw new Error("This Embedded Checkout was destroyed.");
    }

    return {
      mount(place) {
        alive();
        window.addEventListener("message", hear);
        elementFor(place).replaceChildren(frame);
      },
      unmount() {
        alive();
        window.removeEventListener("message", hear);
        frame.remove();
      },
      destroy() {
        alive();
        window.removeEventListener("message", hear);
        frame.remove();
        isDestroyed = true;
        current = null;
      },
    };
  }

  window.Stripe = function Stripe(key) {
    if (!/^pk_(test|live)_/.test(key ?? "")) {
      throw new Error("Please call Stripe() with your publishable key.");
    }
    return { createEmbeddedCheckoutPage, initEmbeddedCheckout: createEmbeddedCheckoutPage };
  };
  window.Stripe.version = "sandbox";
})();
