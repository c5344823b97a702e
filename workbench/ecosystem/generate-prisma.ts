import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Writes the client of `prisma/schema.prisma` into `generated/prisma`, without a network. */
export function generatePrisma(): void {
  execFileSync(
    process.execPath,
    [
      join(import.meta.dirname, 'node_modules/prisma/build/index.js'),
      'generate',
      `--schema=${join(import.meta.dirname, 'prisma/schema.prisma')}`,
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        // It would fetch its engine for migrations, which a client does not need: any program that is there keeps it from that.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      },
    },
  );
}
