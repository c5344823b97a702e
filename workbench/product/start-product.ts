import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Product = {
  /** Port of the gateway. */
  port: number;
  identityPort: number;
  /** The bundle's folder. */
  taskRoot: string;
  /** An ID token: of a seeded user, or of a new account with these claims. */
  tokenOf(user: string): Promise<string>;
  tokenWith(uid: string, claims: object): Promise<string>;
  output(): string;
  close(): Promise<void>;
};

const PROGRAM = fileURLToPath(new URL('serve-product.ts', import.meta.url));
const READY = /^Ready in .*http:\/\/localhost:(\d+)\/local[^]*^ {2}identity +http:\/\/localhost:(\d+)/m;

/** Starts the product as `npm start` does, on free ports and with a bundle of its own. */
export async function startProduct(): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'product-'));
  const env = { ...process.env, PORT: '0', IDENTITY_PORT: '0' };
  const child = spawn(process.execPath, [PROGRAM, folder], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  while (!READY.test(output)) {
    if (child.exitCode !== null) throw new Error(`It did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const [, port, identityPort] = READY.exec(output) ?? [];
  const toolkit = `http://127.0.0.1:${identityPort}/identitytoolkit.googleapis.com/v1/accounts`;
  return {
    port: Number(port),
    identityPort: Number(identityPort),
    taskRoot: join(folder, 'lambda'),
    tokenOf: (user) =>
      signIn(`${toolkit}:signInWithPassword`, { email: `${user}@example.com`, password: 'password' }),
    tokenWith: (uid, claims) =>
      signIn(`${toolkit}:signInWithCustomToken`, { token: customToken(uid, claims) }),
    output: () => output,
    async close() {
      child.kill('SIGINT');
      await once(child, 'close');
      await rm(folder, { recursive: true });
    },
  };
}

async function signIn(url: string, body: object): Promise<string> {
  const response = await fetch(`${url}?key=any`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, returnSecureToken: true }),
  });
  return ((await response.json()) as { idToken: string }).idToken;
}

/** A custom token as the emulator takes it: unsigned. */
function customToken(uid: string, claims: object): string {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    uid,
    claims,
    iat: now,
    exp: now + 3600,
    iss: 'test@example.com',
    sub: 'test@example.com',
    aud: 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit',
  };
  const parts = [{ alg: 'none', typ: 'JWT' }, payload];
  return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
}
