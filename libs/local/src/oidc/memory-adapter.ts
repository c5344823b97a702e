type Payload = Record<string, unknown> & { grantId?: string; uid?: string; consumed?: number };

/** Everything that the provider remembers while it runs, by kind and id. */
const RECORDS = new Map<string, Payload>();

/** Any application may sign in here: a client that was not registered is a public one, on this machine. */
const publicClient = (id: string): Payload => ({
  client_id: id,
  // Every user of a native application would be asked for consent each time.
  application_type: 'web',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: ['http://127.0.0.1/'],
});

/** Where oidc-provider keeps sessions, codes and grants: in memory, so that a restart forgets them. */
export class MemoryAdapter {
  readonly #kind: string;

  constructor(kind: string) {
    this.#kind = kind;
  }

  #key(id: string): string {
    return `${this.#kind}:${id}`;
  }

  async upsert(id: string, payload: Payload): Promise<void> {
    RECORDS.set(this.#key(id), payload);
  }

  async find(id: string): Promise<Payload | undefined> {
    return this.#kind === 'Client' ? publicClient(id) : RECORDS.get(this.#key(id));
  }

  async findByUid(uid: string): Promise<Payload | undefined> {
    return [...RECORDS].find(([key, payload]) => key.startsWith(this.#key('')) && payload.uid === uid)?.[1];
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<void> {
    const payload = RECORDS.get(this.#key(id));
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    RECORDS.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of RECORDS) if (payload.grantId === grantId) RECORDS.delete(key);
  }
}
