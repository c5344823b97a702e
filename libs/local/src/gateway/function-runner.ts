/** How long an invocation took, and how long it waited for a process to be ready. */
export type InvocationTimes = { functionMs: number; initMs: number; cold: boolean };

/** The end of one invocation; without times when it never reached the function. */
export type InvocationResult =
  | { ok: true; payload: string; times: InvocationTimes }
  | { ok: false; reason: string; times?: InvocationTimes };

/** Whatever runs the function: the process of `npm start`, or a stand-in. */
export type FunctionRunner = {
  /** Never rejects. `traceId` is handed on as the invocation's X-Ray header. */
  invoke(event: string, traceId: string): Promise<InvocationResult>;
};
