/** `node local/with-services.ts <command> …`: runs a command with what the shop needs beside it, on 127.0.0.1. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startPostgres } from './start-postgres.ts';
import { startRates } from './start-rates.ts';
import { startUploads } from './start-uploads.ts';

const [command = '', ...args] = process.argv.slice(2);
const [postgres, rates, uploads] = await Promise.all([startPostgres(), startRates(), startUploads()]);
const child = spawn(command, args, {
  env: {
    ...process.env,
    DATABASE_URL: postgres.url,
    RATES_URL: rates.url,
    UPLOADS_BUCKET: uploads.bucket,
    UPLOADS_ENDPOINT: uploads.url,
  },
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
try {
  const [code] = (await once(child, 'close')) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  rates.close();
  await Promise.all([postgres.close(), uploads.close()]);
}
