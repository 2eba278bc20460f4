import express, { type Express } from "express";
import { refuseRequest, stripeWebhook, type WebhookDeps } from "./stripe-webhook.ts";

/** A pattern, not a parameter: what is not spelt like a connection's name is not decoded at all. */
const webhookPath = /^\/api\/webhooks\/stripe\/([a-z0-9][a-z0-9-]{0,39})$/;

type AddPages = (app: Express) => void;

/** What the world may reach: webhooks, customers' pages, and whether the relay is there. */
export function publicRoutes(deps: WebhookDeps, addPages: AddPages = () => undefined): Express {
  const app = bareExpress();
  app.post(webhookPath, (req, res) => stripeWebhook(deps, req, res));
  app.all(webhookPath, (_req, res) => {
    res.set("allow", "POST");
    refuseRequest(res, "method-not-allowed");
  });
  addPages(app);
  return withHealth(app);
}

/** The till's listener carries a socket; over HTTP it only says that it is there. */
export function tillRoutes(): Express {
  return withHealth(bareExpress());
}

function bareExpress(): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  // Error pages of express would show stacks anywhere but "in production".
  app.set("env", "production");
  return app;
}

function withHealth(app: Express): Express {
  app.get(/^\/health$/, (_req, res) => {
    res.json({ ok: true });
  });
  app.use((_req, res) => refuseRequest(res, "not-found"));
  return app;
}
