/** A request that cannot be served, with the status it is rejected with. */
export class Failure extends Error {
  readonly status: 401 | 403 | 404 | 409 | 429 | 503;

  constructor(status: Failure['status'], message: string) {
    super(message);
    this.status = status;
  }
}
