/** Output of a REST operation that is more than a JSON body. */
export class RestOutput {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes as they are, or members that become the JSON body. */
  readonly body: Uint8Array | object | undefined;

  constructor(status: number, headers: Readonly<Record<string, string>> = {}, body?: Uint8Array | object) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}
