/** `npm run document`: whether the OpenAPI document is sound, and breaks no client of the released one. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { OpenApiDocument } from '@lambda-nest/testing/openapi';
import { ACKNOWLEDGED_FILE, compareWith, parseAcknowledgements } from './acknowledgement.ts';
import { findBreakingChanges } from './find-breaking-changes.ts';
import { lintDocument } from './lint-document.ts';
import { findApiFolder } from '../function/find-api-folder.ts';
import { loadFunction } from '../function/load-function.ts';
import { showHelp } from '../show-help.ts';

const DOCUMENT_FILE = 'openapi.json';

/** Lines of a list that are shown; the rest is counted. */
const MAX_LINES = 12;

const USAGE = `npm run document -- [<folder>] [--acknowledge <reason>] [--release] [--deny-warnings]

Lints the OpenAPI document of a function by the rules of redocly.yaml and compares it with the released one, where there is one. Ends
with 1 when it has errors, or when clients of the released document may break and ${ACKNOWLEDGED_FILE} beside that does not say that this
is meant.

  <folder>                of the function; default ${findApiFolder()}
  --acknowledge <reason>  writes the entries, for the next commit
  --release               takes the document for released, when a version of the API was
  --deny-warnings         ends with 1 for a warning of the linter too`;

showHelp(USAGE);

/** Files that belong together. */
type Files = Readonly<{ document: string; released: string; acknowledged: string }>;

try {
  const { values, positionals } = parseArgs({
    options: {
      acknowledge: { type: 'string' },
      release: { type: 'boolean' },
      'deny-warnings': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const described = await loadFunction(positionals[0]);
  const files: Files = {
    document: `${described.generated}/${DOCUMENT_FILE}`,
    released: `${described.released}/${DOCUMENT_FILE}`,
    acknowledged: `${described.released}/${ACKNOWLEDGED_FILE}`,
  };
  if (values.release) await release(files);
  else process.exitCode = await check(files, values.acknowledge, values['deny-warnings']);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

async function check(files: Files, reason: string | undefined, isStrict: boolean): Promise<number> {
  const { errors, warnings } = await lintDocument(files.document);
  if (errors.length > 0) console.error(`${files.document} has errors:\n${list(errors)}`);
  if (warnings.length > 0) {
    console.error(`${files.document} has warnings:\n${list(warnings)}`);
    console.error('redocly.yaml says how severe each rule is, and where to list what is to stay as it is.');
  }
  const isUnclean = errors.length > 0 || (isStrict && warnings.length > 0);
  if (!existsSync(files.released)) {
    console.log(
      `No document was released yet. npm run document -- --release takes this one for ${files.released}.`,
    );
    return isUnclean ? 1 : 0;
  }
  const changes = findBreakingChanges(await read(files.released), await read(files.document));
  const acknowledgements = existsSync(files.acknowledged)
    ? parseAcknowledgements(await readFile(files.acknowledged, 'utf8'))
    : [];
  const { open, stale } = compareWith(acknowledgements, changes);
  if (reason !== undefined) {
    await write(files, [...acknowledgements, ...open.map((change) => ({ change, reason }))]);
    return isUnclean ? 1 : 0;
  }
  if (open.length > 0) {
    console.error(`Clients of the released document may break on\n${list(open)}\nIf that is meant, run`);
    console.error(`  npm run document -- --acknowledge '<why>'\nand commit ${files.acknowledged}.`);
  }
  if (stale.length > 0) {
    console.error(
      `${files.acknowledged} speaks of changes that there are not. Take them out:\n${list(stale)}`,
    );
  }
  return isUnclean || open.length + stale.length > 0 ? 1 : 0;
}

async function release(files: Files): Promise<void> {
  await mkdir(dirname(files.released), { recursive: true });
  await copyFile(files.document, files.released);
  await write(files, []);
}

async function read(path: string): Promise<OpenApiDocument> {
  return JSON.parse(await readFile(path, 'utf8')) as OpenApiDocument;
}

function write({ acknowledged }: Files, acknowledgements: object): Promise<void> {
  return writeFile(acknowledged, `${JSON.stringify(acknowledgements, null, 2)}\n`);
}

function list(lines: readonly string[]): string {
  const shown = lines.slice(0, MAX_LINES).map((line) => `  - ${line}`);
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n');
}
