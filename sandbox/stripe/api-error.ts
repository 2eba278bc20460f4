/** The `error` object of an answer, in Stripe's words. */
export type ErrorBody = {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string | undefined;
  param?: string | undefined;
  decline_code?: string | undefined;
  advice_code?: string | undefined;
  network_decline_code?: string | undefined;
  payment_intent?: unknown;
  payment_method?: unknown;
  setup_intent?: unknown;
  charge?: string | undefined;
};

/** A no of the API. Handlers throw it; the request cycle turns it into an answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.name = "ApiError";
    this.status = status;
    this.body = body;
  }
}

type Details = Omit<ErrorBody, "type" | "message">;

export function invalidRequest(message: string, details: Details = {}): ApiError {
  return new ApiError(400, { type: "invalid_request_error", message, ...details });
}

/** An object named in the path is answered 404, one named by a parameter 400. */
export function noSuch(what: string, id: string, at: { param: string; inPath: boolean }): ApiError {
  return new ApiError(at.inPath ? 404 : 400, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${what}: '${id}'`,
    param: at.param,
  });
}

export function unauthorized(message: string, code?: string): ApiError {
  return new ApiError(401, { type: "invalid_request_error", message, code });
}

/** Stripe has it, the sandbox has not: said plainly, so that nobody mistakes it for Stripe's no. */
export function notBuilt(what: string, param?: string): ApiError {
  return invalidRequest(`The sandbox does not know ${what} yet, though Stripe does.`, {
    code: "sandbox_not_built",
    param,
  });
}
