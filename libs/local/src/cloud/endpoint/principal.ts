/** Who signed a call: the developer, who may do everything, or a session of a role, which may do what its policies allow. */
export type Principal = Readonly<
  | { kind: 'developer'; arn: string }
  | { kind: 'role'; arn: string; roleName: string; sessionName: string }
  /** An AWS service that acts by itself: `apigateway.amazonaws.com`. */
  | { kind: 'service'; service: string; arn: string }
>;
