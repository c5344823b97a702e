export type InvocationRequest = {
  payload: string;
  /** ARN by which the function was invoked, alias included. */
  invokedArn: string;
  traceId?: string;
  clientContext?: string;
};

export type Invocation = {
  requestId: string;
  payload: Buffer;
  /** Set when the function failed, and the payload says how. */
  functionError?: 'Unhandled';
  durationMs: number;
  initMs: number;
  isCold: boolean;
  /** What was logged meanwhile. */
  tail: string[];
  /** For the terminal: how it failed. */
  reason?: string;
};
