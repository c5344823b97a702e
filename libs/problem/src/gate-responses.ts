import type { IncomingMessage, ServerResponse } from 'node:http';
import { statusProblem } from './error-problem.ts';
import { mayRespond } from './response-gate.ts';
import { sendProblem } from './send-problem.ts';

/** Told when something other than a route tried to respond; the error's stack names it. */
export type ReportUndeclared = (error: Error, request: IncomingMessage) => void;

/** A middleware ended a request in place of a route: no declaration says who may read what it sent. */
export class UndeclaredResponse extends Error {
  override readonly name = 'UndeclaredResponse';
  /** The status that it was about to send. */
  readonly status: number;

  constructor(status: number) {
    super(
      `A middleware responded with ${status}, and no route declares who may read that. ` +
        'It may pass a request on or reject it with a status of 400 or above; what responds is a route of a controller.',
    );
    this.status = status;
  }
}

/** Headers about security and caches, which say nothing of a resource. */
const OF_EVERY_RESPONSE =
  /^(?:access-control-.+|vary|strict-transport-security|content-security-policy|referrer-policy|permissions-policy|cross-origin-.+|origin-agent-cluster|x-(?:content-type-options|frame-options|dns-prefetch-control|download-options|permitted-cross-domain-policies|xss-protection))$/;

/** Where a response keeps the `writeHead` that it had of its own. */
const WRITE_HEAD = Symbol.for('lambda-nest:problem:write-head');

type Gated = ServerResponse & { [WRITE_HEAD]?: ServerResponse['writeHead'] };

/**
 * Express middleware, to be registered first: nothing leaves but what a declared route sends, once its caller was let in.
 * A middleware can reject a request; its status and headers are kept, and the body is a problem like any other. Where it
 * sends anything else the caller gets 500 without a word of it, and `report` is told.
 */
export function gateResponses(report: ReportUndeclared) {
  const rejected = new WeakSet<ServerResponse>();

  function reject(response: ServerResponse): void {
    if (rejected.has(response)) return;
    const { statusCode: status } = response;
    if (status < 400) {
      report(new UndeclaredResponse(status), response.req);
      for (const name of response.getHeaderNames())
        if (!OF_EVERY_RESPONSE.test(name)) response.removeHeader(name);
    }
    // Past whatever other middleware has put before them: it takes the response for its own.
    Object.assign(response, gated);
    sendProblem(response, statusProblem(status < 400 ? 500 : status));
    rejected.add(response);
  }

  const mayPass = (response: ServerResponse): boolean => !rejected.has(response) && mayRespond(response);

  // Shared by all responses, and own members of each: a mounted application would exchange its prototype.
  const gated = {
    write(this: Gated, ...written: unknown[]): boolean {
      if (mayPass(this)) return inherited(this).write.apply(this, written as never);
      reject(this);
      return true;
    },
    end(this: Gated, ...written: unknown[]): ServerResponse {
      if (mayPass(this)) return inherited(this).end.apply(this, written as never);
      reject(this);
      return this;
    },
    writeHead(this: Gated, status: number, ...rest: unknown[]): ServerResponse {
      if (rejected.has(this)) return this;
      this.statusCode = status;
      if (!mayRespond(this)) reject(this);
      else (this[WRITE_HEAD] ?? inherited(this).writeHead).apply(this, [status, ...rest] as never);
      return this;
    },
    flushHeaders(this: Gated): void {
      if (mayPass(this)) inherited(this).flushHeaders.call(this);
      else reject(this);
    },
  };

  return function gateResponse(_request: IncomingMessage, response: Gated, next: () => void): void {
    if (Object.hasOwn(response, 'writeHead')) response[WRITE_HEAD] = response.writeHead;
    response.write = gated.write as ServerResponse['write'];
    response.end = gated.end as ServerResponse['end'];
    response.writeHead = gated.writeHead as ServerResponse['writeHead'];
    response.flushHeaders = gated.flushHeaders;
    next();
  };
}

function inherited(response: ServerResponse): ServerResponse {
  return Object.getPrototypeOf(response) as ServerResponse;
}
