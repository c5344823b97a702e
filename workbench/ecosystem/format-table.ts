import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome, Tried } from './try-examples.ts';

const HEAD = `# Packages that Nest applications use

Each is used in a small module for what it is for, and asked the same requests twice: on its source, as Node runs it under
\`nest start\`, and in the bundle that \`npm run build\` makes. Status, headers and body of each reply have to be the same. Written by
\`npm run ecosystem -- --write\`; \`npm run ecosystem\` fails where it is not up to date.

Packages that are not listed are built by the same rules. Those marked "in Nest alone" run without our
application around them, because they put routes on the adapter themselves.
`;

/** `docs/ecosystem.md`. @param folders where the packages are installed */
export function formatTable(tried: readonly Tried[], folders: readonly string[]): string {
  const rows = tried.map(({ name, facts, source, bundle, notes }) =>
    [
      facts.packages.map((one) => `\`${one}\` ${readVersion(one, folders)}`).join(', '),
      name.startsWith('plain/') ? `${facts.tried}; in Nest alone` : facts.tried,
      describe(source),
      describe(bundle) === describe(source) ? 'the same' : describe(bundle),
      [facts.remark, ...notes.map((note) => `Build: ${note.slice(note.indexOf(' uses ') + 1)}`)]
        .filter((text) => text !== undefined)
        .join(' '),
    ]
      .map((cell) => cell.replaceAll('|', '\\|'))
      .join(' | '),
  );
  return `${HEAD}
| package | tried | on its source | in the bundle | remark |
| --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}
`;
}

function describe({ replies, error }: Outcome): string {
  if (error !== undefined) return 'rejected at start';
  return (replies ?? []).map(({ status }) => status).join(', ');
}

function readVersion(name: string, folders: readonly string[]): string {
  for (const folder of folders) {
    try {
      const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
      return (JSON.parse(text) as { version: string }).version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error(
    `${name} is installed in none of ${folders.join(', ')}. Name it in a package.json of them.`,
  );
}
